import { type RestFinding, restRules } from '@1999/routing/contract';
import { useT } from '../../messages/index.ts';

/** A finding as a sentence: what was found, what the rule allows, and the article. */
export function useFindingWords(): (finding: RestFinding) => string {
  const t = useT();
  return ({ rule, found, allowed }) => {
    const { article } = restRules[rule];
    const said = t(`rest.${rule}`, { found: spell(rule, found), allowed: spell(rule, allowed) });
    return article ? t('rest.article', { said, article }) : said;
  };
}

/** Days as they are, minutes as hours. */
function spell(rule: RestFinding['rule'], value: number | null): string {
  if (value === null) return '';
  const isDays = rule === 'oneDayInSeven' || rule === 'twoDaysAWeek';
  return isDays
    ? String(value)
    : `${Math.floor(value / 60)}:${String(value % 60).padStart(2, '0')}`;
}
