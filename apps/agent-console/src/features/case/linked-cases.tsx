import type { CaseBrief } from '@1999/cases/contract';
import { Button, TextField, Time } from '@1999/web-kit';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { useFoundCases, useLinkCase, useLinkedCases, useOpenCases } from './use-linked-cases.ts';

/**
 * Cases that were there before and this call or chat is about: by their number, or among the
 * citizen's own open ones. Attaching writes it into the case's history and changes nothing else.
 */
export function LinkedCases({ contactId, citizenId }: { contactId: string; citizenId: string }) {
  const t = useT();
  const linked = useLinkedCases(contactId).data ?? [];
  const { attach, detach, isPending, said } = useLinkCase(contactId);
  const isLinked = ({ id }: CaseBrief) => linked.some((one) => one.id === id);
  const open = useOpenCases(citizenId).filter((one) => !isLinked(one));
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone with its line.
  const keepFocus = () => heading.current?.focus();
  const attachButton = (one: CaseBrief) => (
    <Button isPending={isPending} onPress={() => void attach(one).then(keepFocus)}>
      {t('linked.attach', { number: one.number })}
    </Button>
  );
  return (
    <section aria-label={t('linked.title')} className="form">
      <h3 ref={heading} tabIndex={-1}>
        {t('linked.title')}
      </h3>
      {linked.length === 0 ? (
        <p className="muted">{t('linked.none')}</p>
      ) : (
        <ul className="linked-cases">
          {linked.map((one) => (
            <li key={one.id}>
              <Brief of={one} />{' '}
              <Button
                variant="quiet"
                isPending={isPending}
                onPress={() => void detach(one).then(keepFocus)}
              >
                {t('linked.detach', { number: one.number })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <FindCase isLinked={isLinked} attachButton={attachButton} />
      {open.length > 0 && (
        <>
          <h4>{t('linked.open')}</h4>
          <ul className="linked-cases">
            {open.map((one) => (
              <li key={one.id}>
                <Brief of={one} /> {attachButton(one)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function FindCase(props: {
  isLinked(one: CaseBrief): boolean;
  attachButton(one: CaseBrief): ReactNode;
}) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [asked, ask] = useState('');
  const found = useFoundCases(asked);
  const find = (event: FormEvent) => {
    event.preventDefault();
    ask(typed.trim());
  };
  return (
    <>
      <form className="linked-find" onSubmit={find}>
        <TextField
          label={t('linked.number')}
          description={t('linked.number.hint')}
          value={typed}
          onChange={setTyped}
          maxLength={40}
          autoComplete="off"
        />
        <Button type="submit" isPending={found.isFetching} isDisabled={typed.trim() === ''}>
          {t('linked.find')}
        </Button>
      </form>
      <div role="status">
        {found.error && <p>{found.error}</p>}
        {found.cases?.length === 0 && <p>{t('linked.found.none')}</p>}
        {found.cases?.map((one) => (
          <p key={one.id}>
            <Brief of={one} />{' '}
            {props.isLinked(one)
              ? t('linked.attached', { number: one.number })
              : props.attachButton(one)}
          </p>
        ))}
      </div>
    </>
  );
}

function Brief({ of }: { of: CaseBrief }) {
  const t = useT();
  const name = useName();
  return (
    <span>
      {of.number} {name(of.typeZh, of.typeEn)} {name(of.districtZh, of.districtEn)}{' '}
      {t(of.state === 'open' ? 'case.open' : 'case.closed')} <Time at={of.openedAt} shape="date" />
    </span>
  );
}
