/**
 * What the routing engine is asked and what it answers: the JSON of VROOM's API v1.14
 * (github.com/VROOM-Project/vroom, docs/API.md) under its own names, and a few fields more, marked "ours". Any number
 * may be a fraction. Times and durations are seconds from a common zero, distances metres, costs have the caller's unit.
 */
export interface RoutingInput {
  readonly vehicles: readonly InputVehicle[];
  readonly jobs?: readonly InputJob[];
  readonly shipments?: readonly InputShipment[];
  /** By profile. Without one for a profile, `location`s are measured by streetwise reckoning. */
  readonly matrices?: Readonly<Record<string, InputMatrix>>;
}

/** Row-major: `durations[from][to]`. Distances count for `per_km` and `max_distance`. */
export interface InputMatrix {
  readonly durations: Table;
  readonly distances?: Table;
  /** Instead of durations × per_hour + distances × per_km. */
  readonly costs?: Table;
}

/** Rows as in JSON, or all cells in one typed array (ours). */
export type Table = readonly (readonly number[])[] | Float64Array;

export type Window = readonly [from: number, to: number];
/** Longitude, latitude in GCJ-02. */
export type Coordinates = readonly [lng: number, lat: number];

export interface InputVehicle {
  readonly id: number;
  readonly profile?: string;
  /** Without a start (end) the way begins at the first (ends at the last) task. */
  readonly start?: Coordinates;
  readonly start_index?: number;
  readonly end?: Coordinates;
  readonly end_index?: number;
  readonly capacity?: readonly number[];
  readonly costs?: { readonly fixed?: number; readonly per_hour?: number; readonly per_km?: number };
  readonly skills?: readonly number[];
  /** The shift. */
  readonly time_window?: Window;
  readonly max_tasks?: number;
  /** Seconds on the way, without waiting and service. */
  readonly max_travel_time?: number;
  readonly max_distance?: number;
  /** Ours: seconds from leaving the start to reaching the end, all included. */
  readonly max_duration?: number;
  readonly speed_factor?: number;
  /** Taken at a stop, all of them if the vehicle drives at all; not together with `max_duration`. */
  readonly breaks?: readonly InputBreak[];
  /** What it does in the running plan, in order: the search starts there. */
  readonly steps?: readonly { readonly type: StepType; readonly id?: number }[];
}

export interface InputBreak {
  readonly id: number;
  /** One window; it bounds the begin. */
  readonly time_windows: readonly [Window];
  readonly service?: number;
}

interface InputTask {
  readonly id: number;
  readonly location?: Coordinates;
  readonly location_index?: number;
  readonly service?: number;
  /** They bound the begin of the service; one after the other. */
  readonly time_windows?: readonly Window[];
}

interface Wish {
  readonly skills?: readonly number[];
  /** 0 to 100: who is left out when not all can be served, lowest first. */
  readonly priority?: number;
  /** Ours: leaving it out costs this much and no more, so that it is served only where that is cheaper. */
  readonly drop_cost?: number;
}

export interface InputJob extends InputTask, Wish {
  /** On board from the start until here. */
  readonly delivery?: readonly number[];
  /** On board from here to the end. */
  readonly pickup?: readonly number[];
}

/** From one place to another with one vehicle. */
export interface InputShipment extends Wish {
  readonly pickup: InputTask;
  readonly delivery: InputTask;
  readonly amount?: readonly number[];
}

export type TaskType = 'job' | 'pickup' | 'delivery';
export type StepType = 'start' | TaskType | 'break' | 'end';

export interface RoutingAnswer {
  readonly code: 0;
  readonly summary: {
    readonly cost: number;
    readonly routes: number;
    readonly unassigned: number;
    readonly service: number;
    readonly duration: number;
    readonly waiting_time: number;
    readonly distance: number;
  };
  /** Two entries per shipment, as VROOM gives them. */
  readonly unassigned: readonly { readonly id: number; readonly type: TaskType }[];
  readonly routes: readonly AnswerRoute[];
}

export interface AnswerRoute {
  readonly vehicle: number;
  /** Fixed cost and ways; what is left out costs nothing here. */
  readonly cost: number;
  readonly service: number;
  /** Travelling only. */
  readonly duration: number;
  readonly waiting_time: number;
  readonly distance: number;
  readonly steps: readonly AnswerStep[];
}

export interface AnswerStep {
  readonly type: StepType;
  readonly id?: number;
  readonly arrival: number;
  readonly waiting_time: number;
  readonly service: number;
  /** Travelling since the start. */
  readonly duration: number;
  readonly distance: number;
  /** On board when leaving. */
  readonly load: readonly number[];
}
