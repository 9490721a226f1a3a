import { Banner, useAnnounce } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useT } from '../../messages/index.ts';
import { useFacets } from './use-knowledge.ts';

/** What has expired or must be read again and is mine, or nobody's, and words to review: to the lists. */
export function WaitingNotice() {
  const t = useT();
  const { data } = useFacets();
  if (!data) return null;
  const { expired, reviewDue, words } = data.waiting;
  if (expired + reviewDue + words === 0) return null;
  return (
    <Banner tone="warning" title={t('knowledge.waiting')}>
      <ul className="plain-list">
        {expired > 0 && (
          <li>
            <Link to="/knowledge" search={{ state: 'expired' }}>
              {t('knowledge.waiting.expired', { count: expired })}
            </Link>
          </li>
        )}
        {reviewDue > 0 && (
          <li>
            <Link to="/knowledge" search={{ reviewDue: 'true' }}>
              {t('knowledge.waiting.reviewDue', { count: reviewDue })}
            </Link>
          </li>
        )}
        {words > 0 && (
          <li>
            <Link to="/knowledge/words" search={{ state: 'proposed' }}>
              {t('knowledge.waiting.words', { count: words })}
            </Link>
          </li>
        )}
      </ul>
    </Banner>
  );
}

/** Says once, on whatever page I am, that more of my entries have expired or are to be read again. */
export function WaitingAnnouncer() {
  const t = useT();
  const announce = useAnnounce();
  const { data } = useFacets();
  const count = data && data.waiting.expired + data.waiting.reviewDue;
  const before = useRef(count);
  useEffect(() => {
    if (count !== undefined && before.current !== undefined && count > before.current) {
      announce(t('knowledge.waiting.more', { count }), { key: 'knowledge-waiting' });
    }
    before.current = count;
  }, [count, announce, t]);
  return null;
}
