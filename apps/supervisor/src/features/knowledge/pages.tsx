import { Button } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { PAGE_SIZE } from './use-knowledge.ts';

/** The way through a long list; nothing where one page holds it all. */
export function Pages(props: { page: number; total: number; onGo(page: number): void }) {
  const t = useT();
  const { page, total, onGo } = props;
  const last = Math.max(0, Math.ceil(total / PAGE_SIZE) - 1);
  if (last === 0) return null;
  return (
    <nav className="knowledge-pages" aria-label={t('knowledge.paging')}>
      <Button isDisabled={page === 0} onPress={() => onGo(page - 1)}>
        {t('knowledge.page.before')}
      </Button>
      <span>{t('knowledge.page', { page: page + 1, of: last + 1 })}</span>
      <Button isDisabled={page >= last} onPress={() => onGo(page + 1)}>
        {t('knowledge.page.next')}
      </Button>
    </nav>
  );
}
