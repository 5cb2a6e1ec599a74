// For editors and `npx depcruise src`; `npm run check` uses the same rules through tools/check-walls.ts.
import { walls } from './tools/wall-rules.ts';

export default {
  forbidden: walls,
  options: { tsPreCompilationDeps: true, doNotFollow: { path: 'node_modules' } },
};
