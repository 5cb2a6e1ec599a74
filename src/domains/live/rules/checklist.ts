/** What must be so before a session goes live; see product.md (law) and 直播营销 rules of 2026. */
export type CheckItem = 'identity' | 'price' | 'licence' | 'regulated' | 'words' | 'self-review';

export interface Check {
  readonly item: CheckItem;
  /** `rule`: found out here. `tick`: no rule can see it, somebody answers for it by name. */
  readonly by: 'rule' | 'tick';
  readonly isDone: boolean;
  /** What is missing, in words; '' when it is done. */
  readonly missing: string;
}

export interface CheckFacts {
  /** The day it goes live, in Asia/Shanghai. */
  readonly today: string;
  /** The papers of the host as an operator has seen them, null when nobody has. */
  readonly identity: { readonly birthOn: string } | null;
  /** The host's shop; null when its kind needs no licence. */
  readonly licenceUntil: string | null;
  readonly items: readonly {
    readonly title: string;
    readonly isRegulated: boolean;
    /** It is offered at a price in the host's room. */
    readonly hasPrice: boolean;
  }[];
  /** Banned words in the title, scripts and selling points. */
  readonly bannedWords: readonly string[];
  readonly isSelfReviewed: boolean;
}

/** Hosts are at least this old (网络直播营销管理办法 17). */
export const hostAgeMin = 16;
const namesShown = 3;

/** Every check in the order people read it. */
export function preLiveChecks(facts: CheckFacts): Check[] {
  const priceless = facts.items.filter(({ hasPrice }) => !hasPrice).map(({ title }) => title);
  const regulated = facts.items.filter(({ isRegulated }) => isRegulated).map(({ title }) => title);
  const licence = facts.licenceUntil;
  return [
    byRule('identity', identityMissing(facts)),
    byRule('price', priceless.length > 0 ? `${list(priceless)} 没有标价` : ''),
    byRule('licence', licence !== null && licence < facts.today ? `门店证照 ${licence} 已到期` : ''),
    byRule('regulated', regulated.length > 0 ? `${list(regulated)} 受监管` : ''),
    byRule('words', facts.bannedWords.length > 0 ? `话术里有 ${list(facts.bannedWords)}` : ''),
    {
      item: 'self-review',
      by: 'tick',
      isDone: facts.isSelfReviewed,
      missing: facts.isSelfReviewed ? '' : '主播自查',
    },
  ];
}

function byRule(item: CheckItem, missing: string): Check {
  return { item, by: 'rule', isDone: missing === '', missing };
}

function identityMissing({ identity, today }: CheckFacts): string {
  if (identity === null) return '主播还没实名核验';
  return ageOn(identity.birthOn, today) >= hostAgeMin ? '' : `主播未满 ${hostAgeMin} 岁`;
}

/** Whole years between two calendar days; born on 29 February one is a year older on 1 March. */
export function ageOn(birthOn: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthOn.slice(0, 4));
  return today.slice(5) < birthOn.slice(5) ? years - 1 : years;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).join('、');
  return names.length > namesShown ? `${shown}等` : shown;
}
