import { Button, Dialog, QueryView, Time, useAnnounce, useShortcut } from '@1999/web-kit';
import { useEffect, useRef, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { HandoverNotes } from './handover-notes.tsx';
import { useHandoverNotes, useMyRoster } from './use-shift.ts';

/** My shifts, and the notes from one shift to the next; how many wait to be read is on the button. */
export function ShiftDialog() {
  const t = useT();
  const announce = useAnnounce();
  const [isOpen, setOpen] = useState(false);
  const notes = useHandoverNotes();
  const unread = notes.data?.filter(({ acknowledged }) => !acknowledged).length ?? 0;
  useShortcut('shift', 'Ctrl+Alt+KeyN', t('shift.title'), () => setOpen(true));
  const told = useRef(0);
  useEffect(() => {
    if (unread > told.current) announce(t('handover.unread', { count: unread }));
    told.current = unread;
  }, [unread, announce, t]);
  return (
    <>
      <Button variant="quiet" onPress={() => setOpen(true)}>
        {unread > 0 ? t('shift.button.unread', { count: unread }) : t('shift.button')}
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={t('shift.title')} wide>
        <MyShifts />
        <h3>{t('handover.title')}</h3>
        <QueryView query={notes}>{(list) => <HandoverNotes notes={list} />}</QueryView>
      </Dialog>
    </>
  );
}

function MyShifts() {
  const t = useT();
  const roster = useMyRoster();
  return (
    <QueryView query={roster}>
      {({ shifts, leaves }) => (
        <>
          {shifts.length === 0 && <p className="muted">{t('shift.none')}</p>}
          <ul>
            {shifts.map((shift) => (
              <li key={shift.id}>
                <Time at={shift.startsAt} shape="dayTime" /> –{' '}
                <Time at={shift.endsAt} shape="dayTime" />
                {shift.breaks.map((pause) => (
                  <span key={pause.from}>
                    {' '}
                    {t('shift.break')} <Time at={pause.from} shape="time" />–
                    <Time at={pause.to} shape="time" />
                  </span>
                ))}
              </li>
            ))}
            {leaves.map((leave) => (
              <li key={leave.id}>
                {t(`leave.${leave.kind}`)} <Time at={leave.startsAt} shape="dayTime" /> –{' '}
                <Time at={leave.endsAt} shape="dayTime" />
              </li>
            ))}
          </ul>
        </>
      )}
    </QueryView>
  );
}
