import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { useScripts } from '../case/use-reference.ts';

/** What to say and ask for this type, in its order; the numbers first. */
export function TypeScript({ typeCode }: { typeCode: string | null }) {
  const t = useT();
  const name = useName();
  const scripts = useScripts();
  const script = scripts.data?.find(({ kind, code }) => kind === 'type' && code === typeCode);
  if (!script) return null;
  return (
    <section
      className="script"
      aria-label={t('script.of', { type: name(script.title.zh, script.title.en) })}
    >
      <h3>{t('script.title')}</h3>
      <ol>
        {script.steps.map((step) => (
          <li key={step.zh}>{name(step.zh, step.en)}</li>
        ))}
      </ol>
    </section>
  );
}
