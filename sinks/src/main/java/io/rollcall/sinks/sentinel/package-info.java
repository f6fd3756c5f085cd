/** The sink that sends events to Microsoft Sentinel by the Logs Ingestion API of Azure Monitor. */
package io.rollcall.sinks.sentinel;
