import { ChosenState } from '@1999/routing/contract';
import {
  ConfirmDialog,
  TimeSince,
  toast,
  useAnnounce,
  useErrorSentence,
  useShortcut,
} from '@1999/web-kit';
import { useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { useStateWord } from './state-word.ts';
import {
  useAgentState,
  useChooseState,
  useSignOfLife,
  useStateReasons,
} from './use-agent-state.ts';

type Choice = Parameters<ReturnType<typeof useChooseState>['mutate']>[0];

/** My state and how long, and the way to change it: whoever leaves with chats open is asked first. */
export function AgentStatus() {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const { data: presence } = useAgentState();
  const choose = useChooseState();
  const name = useName();
  const { data: reasons = [] } = useStateReasons();
  const [isOpen, setOpen] = useState(false);
  const [asked, ask] = useState<Choice | null>(null);
  const word = useStateWord();
  useSignOfLife();
  useShortcut('agent.state', 'Ctrl+Alt+KeyS', t('state.label'), () => setOpen(true));

  const state = presence && word(presence);
  const before = useRef(state);
  useEffect(() => {
    if (state && before.current && before.current !== state) {
      announce(t('state.changed', { state }), { key: 'agent-state' });
    }
    before.current = state;
  }, [state, announce, t]);

  if (!presence) return null;
  const given = reasons.find(({ code }) => code === presence.reason);
  const send = (choice: Choice) => {
    ask(null);
    choose.mutate(choice, { onError: (error) => toast(sentence(error), 'error') });
  };
  const texts = presence.load.text;
  const why = given && `（${name(given.nameZh, given.nameEn)}）`;
  return (
    <>
      <ConfirmDialog
        isOpen={asked !== null}
        title={t('state.leavesChats', { count: texts })}
        confirmLabel={t('state.leavesChats.yes')}
        onConfirm={() => asked && send(asked)}
        onCancel={() => ask(null)}
      >
        <p>{t('state.leavesChats.body')}</p>
      </ConfirmDialog>
      <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
        <Button id="agent-state" className="button button-secondary button-normal">
          <span className="visually-hidden">{t('state.label')}</span>
          {state}
          {why && ` ${why}`}
          <TimeSince at={presence.since} />
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover">
          <Menu
            className="menu"
            aria-label={t('state.label')}
            selectionMode="single"
            selectedKeys={[
              presence.reason ? `${presence.state}.${presence.reason}` : presence.state,
            ]}
            onAction={(key) => {
              const [state, reason] = String(key).split('.');
              const choice = { state: ChosenState.parse(state), ...(reason ? { reason } : {}) };
              if (texts > 0 && choice.state !== 'ready') ask(choice);
              else send(choice);
            }}
          >
            {ChosenState.options.flatMap((option) => [
              <MenuItem key={option} id={option} className="option">
                {t(`state.${option}`)}
              </MenuItem>,
              ...reasons
                .filter((one) => one.state === option)
                .map((one) => (
                  <MenuItem
                    key={one.code}
                    id={`${one.state}.${one.code}`}
                    className="option state-reason"
                  >
                    {one.minutes === null
                      ? name(one.nameZh, one.nameEn)
                      : t('state.reason', {
                          reason: name(one.nameZh, one.nameEn),
                          minutes: one.minutes,
                        })}
                  </MenuItem>
                )),
            ])}
          </Menu>
        </Popover>
      </MenuTrigger>
    </>
  );
}
