import { Button, Card, Dialog, EmptyState, QueryView, Tabs } from '@1999/web-kit';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useT } from '../../../messages/index.ts';
import type { AskedGroup } from './asked-groups.ts';
import { OtherEntry } from './other-entry.tsx';
import { useAskedGroups, useHandleGroup } from './use-insight.ts';

const kinds = ['unanswered', 'badlyRated'] as const;
type Kind = (typeof kinds)[number];

/** What was asked in vain, the commonest first, with what an editor can do about it. */
export function AskedCard() {
  const t = useT();
  const [kind, setKind] = useState<Kind>('unanswered');
  return (
    <Card title={t('insight.asked')}>
      <p className="muted">{t('insight.asked.hint')}</p>
      <Tabs<Kind>
        label={t('insight.asked')}
        selected={kind}
        onSelect={setKind}
        items={kinds.map((id) => ({
          id,
          label: t(`insight.${id}`),
          content: <Groups kind={id} />,
        }))}
      />
    </Card>
  );
}

function Groups({ kind }: { kind: Kind }) {
  const t = useT();
  const groups = useAskedGroups(kind);
  const handle = useHandleGroup();
  const [other, setOther] = useState<AskedGroup>();
  return (
    <QueryView query={groups}>
      {(all) =>
        all.length === 0 ? (
          <EmptyState>{t('insight.asked.none')}</EmptyState>
        ) : (
          <>
            <ol className="insight-groups">
              {all.map((group) => (
                <li key={group.id}>
                  <Group
                    group={group}
                    isPending={handle.isPending}
                    onSimilar={(faqId) => handle.mutate({ group, faqId })}
                    onOther={() => setOther(group)}
                    onDismiss={() => handle.mutate({ group, faqId: null })}
                  />
                </li>
              ))}
            </ol>
            <Dialog
              isOpen={other !== undefined}
              onClose={() => setOther(undefined)}
              title={t('insight.other')}
            >
              {other && (
                <OtherEntry
                  question={other.questions[0]?.question ?? ''}
                  labelOf={(title) => t('insight.addTo', { title })}
                  onChoose={(faqId) => {
                    handle.mutate({ group: other, faqId });
                    setOther(undefined);
                  }}
                />
              )}
            </Dialog>
          </>
        )
      }
    </QueryView>
  );
}

function Group(props: {
  group: AskedGroup;
  isPending: boolean;
  onSimilar(faqId: string): void;
  onOther(): void;
  onDismiss(): void;
}) {
  const t = useT();
  const { questions, nearest, down } = props.group;
  const [first, ...others] = questions;
  const question = first?.question ?? '';
  const asked = {
    question,
    similar: others
      .map(({ question }) => question)
      .join('\n')
      .slice(0, 1500),
    asked: questions
      .slice(0, 30)
      .map(({ id }) => id)
      .join(','),
  };
  return (
    <section className="knowledge" aria-label={question}>
      <h3>
        {question}{' '}
        <span className="muted">{t('insight.times', { count: questions.length, down })}</span>
      </h3>
      {others.length > 0 && (
        <ul>
          {others.map(({ id, question }) => (
            <li key={id}>{question}</li>
          ))}
        </ul>
      )}
      <div className="knowledge-actions">
        {nearest && (
          <Button isPending={props.isPending} onPress={() => props.onSimilar(nearest.faqId)}>
            {t('insight.addTo', { title: nearest.title })}
          </Button>
        )}
        <Button onPress={props.onOther}>{t('insight.other')}</Button>
        <Link
          to="/knowledge/words/new"
          search={{ ...asked, ...(nearest ? { faqId: nearest.faqId } : {}) }}
          className="button button-secondary button-normal"
        >
          {t('words.add')}
        </Link>
        <Link to="/knowledge/new" search={asked} className="button button-secondary button-normal">
          {t('insight.draft')}
        </Link>
        <Button variant="quiet" isPending={props.isPending} onPress={props.onDismiss}>
          {t('insight.dismiss')}
        </Button>
      </div>
    </section>
  );
}
