import { useT } from '../../messages/index.ts';

/** The lines an agent must know by heart, in sight all the same. */
export function Scripts() {
  const t = useT();
  return (
    <section aria-labelledby="knowledge-scripts">
      <h3 id="knowledge-scripts">{t('knowledge.scripts')}</h3>
      <ul>
        <li>{t('knowledge.119')}</li>
        <li>{t('knowledge.1925')}</li>
        <li>{t('knowledge.113')}</li>
      </ul>
    </section>
  );
}
