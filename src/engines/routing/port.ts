/** A routing server beside this one: takes a problem as JSON and answers it as JSON. */
export interface RoutingServer {
  /** Rejects when the server cannot be reached, refuses the problem, or takes too long. */
  solve(problem: object, signal?: AbortSignal): Promise<unknown>;
}
