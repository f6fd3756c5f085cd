/** The sink that indexes events in OpenSearch or Elasticsearch. */
package io.rollcall.sinks.opensearch;
