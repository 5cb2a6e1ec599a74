import ts from 'typescript';

/** A named statement as it stands in a file, in each of the forms that its conditional fragments give it. */
export interface Statement {
  /** "domain.name", or null when the text does not begin with such a comment. */
  readonly name: string | null;
  readonly line: number;
  /** Values are $1, $2 …; empty when `exemption` is set. */
  readonly variants: readonly string[];
  /** Why the statement cannot be prepared: the text behind `// sql-check:` above it. */
  readonly exemption: string | null;
  /** Why its text cannot be known before it runs, when nothing exempts it. */
  readonly problem: string | null;
}

/** A statement with n conditional fragments has up to 2^n forms; what needs more should be two statements. */
const variantsMax = 64;
const namePattern = /^\s*\/\*\s*([a-z-]+\.[a-z0-9-]+)\s*\*\//;
const exemptionPattern = /\/\/ sql-check: (\S.*)/;
/** sql.ref, sql.raw and their kin put text into the statement that is not known here. */
const dynamicParts = new Set(['ref', 'id', 'table', 'raw', 'lit', 'join']);

/** Finds every `sql` template of a file that is a statement: it is executed, or begins with a naming comment. */
export function findStatements(path: string, text: string): Statement[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const statements: Statement[] = [];
  function visit(node: ts.Node): void {
    if (isSqlTemplate(node)) {
      const name = namePattern.exec(headOf(node.template))?.[1] ?? null;
      if (name !== null || isExecuted(node)) statements.push(describe(node, name, file));
    }
    ts.forEachChild(node, visit);
  }
  visit(file);
  return statements;
}

function describe(node: ts.TaggedTemplateExpression, name: string | null, file: ts.SourceFile): Statement {
  const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line;
  const exemption = readExemption(file, line);
  const statement = { name, line: line + 1, exemption, variants: [], problem: null };
  if (exemption !== null) return statement;
  try {
    return { ...statement, variants: spell(node.template, file).map(numberValues) };
  } catch (error) {
    return { ...statement, problem: (error as Error).message };
  }
}

/** The comment stands on the line of the statement or in the comment lines right above it. */
function readExemption(file: ts.SourceFile, line: number): string | null {
  const lines = file.text.split('\n');
  for (let at = line; at >= 0; at -= 1) {
    const found = exemptionPattern.exec(lines[at] ?? '');
    if (found) return found[1] ?? null;
    if (at < line && !/^\s*\/\//.test(lines[at] ?? '')) return null;
  }
  return null;
}

/** Stands for a value until the forms are complete and the values can be numbered. */
const valueMark = '\u0000';

function numberValues(text: string): string {
  let count = 0;
  return text.replaceAll(valueMark, () => `$${(count += 1)}`);
}

/** Every form of a template: its text with nested fragments written out and values marked. */
function spell(template: ts.TemplateLiteral, file: ts.SourceFile): string[] {
  if (ts.isNoSubstitutionTemplateLiteral(template)) return [template.text];
  let forms = [template.head.text];
  for (const span of template.templateSpans) {
    const inner = spellExpression(span.expression, file);
    forms = forms.flatMap((form) => inner.map((part) => form + part + span.literal.text));
    if (forms.length > variantsMax) throw new Error(`a statement has more than ${variantsMax} forms`);
  }
  return forms;
}

function spellExpression(node: ts.Expression, file: ts.SourceFile): string[] {
  if (ts.isParenthesizedExpression(node)) return spellExpression(node.expression, file);
  if (isSqlTemplate(node)) return spell(node.template, file);
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [spellExpression(node.whenTrue, file), spellExpression(node.whenFalse, file)];
    return [...new Set([...yes, ...no])];
  }
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    const { expression, name } = node.expression;
    if (ts.isIdentifier(expression) && expression.text === 'sql') {
      if (name.text === 'val') return [valueMark];
      if (dynamicParts.has(name.text)) throw new Error(`sql.${name.text} is not known before it runs`);
    }
  }
  return fragmentNamed(node, file) ?? [valueMark];
}

/** The forms of a fragment that a constant holds or a function of the same file returns; null for a plain value. */
function fragmentNamed(node: ts.Expression, file: ts.SourceFile): string[] | null {
  const name = ts.isCallExpression(node) ? node.expression : node;
  if (!ts.isIdentifier(name)) return null;
  let forms: string[] | null = null;
  function visit(at: ts.Node): void {
    if (ts.isVariableDeclaration(at) && at.name.getText(file) === name.getText(file) && at.initializer) {
      forms ??= fragmentIn(at.initializer, file);
    }
    if (ts.isFunctionDeclaration(at) && at.name?.text === name.getText(file) && at.body) {
      forms ??= fragmentIn(at.body, file);
    }
    ts.forEachChild(at, visit);
  }
  visit(file);
  return forms;
}

function fragmentIn(node: ts.Node, file: ts.SourceFile): string[] | null {
  if (ts.isArrowFunction(node)) return fragmentIn(node.body, file);
  if (ts.isBlock(node)) {
    const returns = node.statements.filter(ts.isReturnStatement);
    const all = returns.map(({ expression }) => (expression ? fragmentIn(expression, file) : null));
    return all.length > 0 && all.every((forms) => forms !== null) ? all.flat() : null;
  }
  if (isSqlTemplate(node)) return spell(node.template, file);
  if (ts.isConditionalExpression(node)) {
    const [yes, no] = [fragmentIn(node.whenTrue, file), fragmentIn(node.whenFalse, file)];
    return yes && no ? [...yes, ...no] : null;
  }
  return null;
}

function isSqlTemplate(node: ts.Node): node is ts.TaggedTemplateExpression {
  return ts.isTaggedTemplateExpression(node) && ts.isIdentifier(node.tag) && node.tag.text === 'sql';
}

function isExecuted(node: ts.TaggedTemplateExpression): boolean {
  const { parent } = node;
  return ts.isPropertyAccessExpression(parent) && parent.name.text === 'execute';
}

function headOf(template: ts.TemplateLiteral): string {
  return ts.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text;
}
