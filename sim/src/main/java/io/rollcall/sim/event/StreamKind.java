package io.rollcall.sim.event;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A body of events with its own listing in one of the APIs. */
public enum StreamKind {
    AZURE_AD_GRAPH_SIGNINS("azure-ad-graph/signins", Shape.SIGN_IN, 0.10),
    AZURE_AD_GRAPH_AUDIT("azure-ad-graph/audit", Shape.AUDIT, 0.05),
    ENTRA_INTERACTIVE("entra-signins/interactive", Shape.SIGN_IN, 0.20),
    ENTRA_NON_INTERACTIVE("entra-signins/non-interactive", Shape.SIGN_IN, 0.25),
    ENTRA_SERVICE_PRINCIPAL("entra-signins/service-principal", Shape.SIGN_IN, 0.10),
    ENTRA_MANAGED_IDENTITY("entra-signins/managed-identity", Shape.SIGN_IN, 0.05),
    ENTRA_DIRECTORY("entra-audits/directory", Shape.AUDIT, 0.07),
    ENTRA_PROVISIONING("entra-audits/provisioning", Shape.AUDIT, 0.03),
    OFFICE365_AZURE_ACTIVE_DIRECTORY("office365/Audit.AzureActiveDirectory", Shape.BLOB, 0.05),
    OFFICE365_EXCHANGE("office365/Audit.Exchange", Shape.BLOB, 0.03),
    OFFICE365_SHAREPOINT("office365/Audit.SharePoint", Shape.BLOB, 0.04),
    OFFICE365_GENERAL("office365/Audit.General", Shape.BLOB, 0.02),
    OFFICE365_DLP("office365/DLP.All", Shape.BLOB, 0.01);

    private static final Map<String, StreamKind> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(StreamKind::streamName, Function.identity()));

    private final String streamName;
    private final Shape shape;
    private final double defaultShare;

    StreamKind(String streamName, Shape shape, double defaultShare) {
        this.streamName = streamName;
        this.shape = shape;
        this.defaultShare = defaultShare;
    }

    /** Name in the truth file, such as {@code entra-signins/interactive}. */
    public String streamName() {
        return streamName;
    }

    /** Share of all events when every stream is populated; the shares add up to 1. */
    public double defaultShare() {
        return defaultShare;
    }

    /** Whether a record can be served again with other content. */
    public boolean revisable() {
        return shape == Shape.SIGN_IN;
    }

    /** Whether records are published in blobs rather than listed one by one. */
    public boolean published() {
        return shape == Shape.BLOB;
    }

    /** Content type of the Office 365 Management Activity API, the part of the name after the slash. */
    public String contentType() {
        return streamName.substring(streamName.indexOf('/') + 1);
    }

    public static StreamKind named(String streamName) {
        StreamKind kind = BY_NAME.get(streamName);
        if (kind == null) {
            throw new IllegalArgumentException("no stream is called '" + streamName + "'; choose one of "
                    + BY_NAME.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        return kind;
    }

    /** The streams published as blobs. */
    public static List<StreamKind> blobStreams() {
        return Arrays.stream(values()).filter(StreamKind::published).toList();
    }

    private enum Shape {
        SIGN_IN,
        AUDIT,
        BLOB
    }
}
