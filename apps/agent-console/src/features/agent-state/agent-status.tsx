import { ChosenState } from '@1999/routing/contract';
import { TimeSince, toast, useAnnounce, useErrorSentence, useShortcut } from '@1999/web-kit';
import { useEffect, useRef, useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import {
  useAgentState,
  useChooseState,
  useSignOfLife,
  useStateReasons,
} from './use-agent-state.ts';

/** My state and how long, and the way to change it. */
export function AgentStatus() {
  const t = useT();
  const announce = useAnnounce();
  const sentence = useErrorSentence();
  const { data: presence } = useAgentState();
  const choose = useChooseState();
  const name = useName();
  const { data: reasons = [] } = useStateReasons();
  const [isOpen, setOpen] = useState(false);
  useSignOfLife();
  useShortcut('agent.state', 'Ctrl+Alt+KeyS', t('state.label'), () => setOpen(true));

  const state = presence?.state;
  const before = useRef(state);
  useEffect(() => {
    if (state && before.current && before.current !== state) {
      announce(t('state.changed', { state: t(`state.${state}`) }), { key: 'agent-state' });
    }
    before.current = state;
  }, [state, announce, t]);

  if (!presence) return null;
  const given = reasons.find(({ code }) => code === presence.reason);
  const why = given && `（${name(given.nameZh, given.nameEn)}）`;
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setOpen}>
      <Button id="agent-state" className="button button-secondary button-normal">
        <span className="visually-hidden">{t('state.label')}</span>
        {t(`state.${presence.state}`)}
        {why && ` ${why}`}
        <TimeSince at={presence.since} />
        <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          aria-label={t('state.label')}
          selectionMode="single"
          selectedKeys={[presence.reason ? `${presence.state}.${presence.reason}` : presence.state]}
          onAction={(key) => {
            const [state, reason] = String(key).split('.');
            choose.mutate(
              { state: ChosenState.parse(state), ...(reason ? { reason } : {}) },
              { onError: (error) => toast(sentence(error), 'error') },
            );
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
  );
}
