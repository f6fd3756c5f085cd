package io.rollcall.sim.event;

import java.time.Instant;

/**
 * One state of one event: enough to make its record again, byte for byte.
 *
 * @param tenantId GUID of the tenant
 * @param index position in the order in which the events of the stream happened
 * @param revision 0 for the first state, then 1, 2, …
 * @param eventTime time written in the record
 * @param fractionDigits digits of a second with which the record writes its time, 0 to 7
 * @param visibleTime when the API first shows this state
 */
public record EventVersion(
        String tenantId,
        StreamKind stream,
        int index,
        int revision,
        Instant eventTime,
        int fractionDigits,
        Instant visibleTime) {}
