import { collectDefaultMetrics, Counter, Histogram, Registry } from "prom-client";

/** What the process counts of itself, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  readonly evidence: Counter<"verdict">;
  readonly trackingFailures: Counter;
  readonly requests: Histogram<"method" | "route" | "status">;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  // Every 10 ms, as by default, keeps a processor from resting when nobody asks for anything.
  collectDefaultMetrics({ register: registry, eventLoopMonitoringPrecision: 100 });
  const registers = [registry];
  return {
    registry,
    evidence: new Counter({
      name: "tutor_times_evidence_total",
      help: "Beats and reading acts that were sent, by verdict",
      labelNames: ["verdict"],
      registers,
    }),
    trackingFailures: new Counter({
      name: "tutor_times_tracking_failures_total",
      help: "Acts that succeeded without being tracked, because tracking them failed",
      registers,
    }),
    requests: new Histogram({
      name: "http_request_duration_seconds",
      help: "Time from a request's first byte to its answer's last",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
  };
}
