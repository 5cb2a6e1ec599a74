import type { Out, Row } from '../../../kit/use-api.ts';

export type Suggestion = Row<'insight', 'listSuggestions'>;
export type ForecastDetail = Out<'insight', 'getForecast'>;
export type Runs = Out<'insight', 'getForecastRuns'>;
