/** What an act was told, name by name. A detail cut at its bound is no JSON any more and stands as it is. */
export function auditDetail(detail: string): readonly (readonly [name: string, value: string])[] {
  try {
    return Object.entries(JSON.parse(detail) as Record<string, unknown>).map(
      ([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const,
    );
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return detail === '' ? [] : [['…', detail]];
    throw thrown;
  }
}
