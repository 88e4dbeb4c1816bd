// package: @opentelemetry/sdk-node
import { context, metrics, propagation, SpanStatusCode, trace } from "@opentelemetry/api";
import { NodeSDK, metrics as sdkMetrics, tracing } from "@opentelemetry/sdk-node";
import { createServer } from "node:http";
import { check, done, listen } from "./_check.mjs";

// A collector of its own: what the exporter sends as OTLP over HTTP.
const received = [];
const collector = createServer(async (req, res) => {
  const body = JSON.parse(Buffer.concat(await req.toArray()).toString());
  received.push({ path: req.url, body });
  res.writeHead(200, { "content-type": "application/json" }).end("{}");
});
const endpoint = await listen(collector);
Object.assign(process.env, {
  OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
  OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
  OTEL_METRICS_EXPORTER: "none",
  OTEL_LOGS_EXPORTER: "none",
  OTEL_NODE_RESOURCE_DETECTORS: "env,process",
});
const memory = new tracing.InMemorySpanExporter();
const { OTLPTraceExporter } = await import("@opentelemetry/exporter-trace-otlp-http");
const sdk = new NodeSDK({
  serviceName: "compat",
  spanProcessors: [new tracing.SimpleSpanProcessor(memory), new tracing.BatchSpanProcessor(new OTLPTraceExporter())],
  metricReaders: [new sdkMetrics.PeriodicExportingMetricReader({ exporter: new sdkMetrics.InMemoryMetricExporter(0), exportIntervalMillis: 60_000 })],
});
sdk.start();
const tracer = trace.getTracer("t");
await tracer.startActiveSpan("outer", async (outer) => {
  await new Promise((resolve) => setTimeout(resolve, 5));
  await Promise.all(["a", "b"].map((name) => tracer.startActiveSpan(name, async (inner) => {
    await null;
    check.equal(trace.getActiveSpan(), inner);
    inner.setAttribute("n", 1).addEvent("happened").end();
  })));
  check.equal(trace.getActiveSpan(), outer);
  const carrier = {};
  propagation.inject(context.active(), carrier);
  check.match(carrier.traceparent, new RegExp(`^00-${outer.spanContext().traceId}-${outer.spanContext().spanId}-01$`));
  outer.recordException(new Error("broken"));
  outer.setStatus({ code: SpanStatusCode.ERROR }).end();
});
metrics.getMeter("m").createCounter("c").add(2);
const spans = memory.getFinishedSpans();
check.deepEqual(spans.map((span) => span.name), ["a", "b", "outer"]);
check.equal(spans[0].parentSpanContext.spanId, spans[2].spanContext().spanId);
check.equal(spans[2].events[0].attributes["exception.message"], "broken");
await sdk.shutdown();
check.equal(received[0].path, "/v1/traces");
const [{ resource, scopeSpans }] = received[0].body.resourceSpans;
check.equal(scopeSpans[0].spans.length, 3);
const attribute = (key) => resource.attributes.find((each) => each.key === key)?.value;
check.deepEqual(attribute("service.name"), { stringValue: "compat" });
check.ok(attribute("process.pid"));
collector.close();
collector.closeAllConnections();
done("spans across awaits, propagation, exceptions, resource detectors, OTLP over HTTP to a collector of its own");
