import { Button, comboLabel, useAnnounce, useShortcut, useShortcutList } from '@1999/web-kit';
import { useEffect } from 'react';
import { useT } from '../../messages/index.ts';
import { useName } from '../call/words.ts';
import { useMatterTypes, usePreview } from '../case/use-reference.ts';
import './type-offer.css';

const ACCEPT = 'assist.accept';

/**
 * The type that what is written speaks for, with the agency it would go to. It is only offered: one
 * key accepts it, nothing is filled in unasked.
 */
export function TypeOffer(props: {
  code: string | undefined;
  chosen: string | null;
  district: string | null;
  onAccept(code: string): void;
}) {
  const { code, chosen, district, onAccept } = props;
  const t = useT();
  const name = useName();
  const announce = useAnnounce();
  const { data: types } = useMatterTypes();
  const type = types?.find((one) => one.code === code);
  const offered = type && type.code !== chosen ? type : undefined;
  const preview = usePreview(offered?.code ?? null, district, null);
  const agency = preview.data?.agency;
  const key = useShortcutList().find(({ id }) => id === ACCEPT)?.combo ?? 'Ctrl+Alt+KeyA';

  const accept = () => {
    if (!offered) return;
    onAccept(offered.code);
    announce(t('assist.accepted', { type: name(offered.nameZh, offered.nameEn) }), {
      key: 'assist',
    });
  };
  useShortcut(ACCEPT, 'Ctrl+Alt+KeyA', t('assist.accept'), accept, {
    enabled: offered !== undefined,
  });

  const words =
    offered &&
    t(agency ? 'assist.offer.agency' : 'assist.offer', {
      type: name(offered.nameZh, offered.nameEn),
      agency: agency ? name(agency.nameZh, agency.nameEn) : '',
    });
  const isReady = preview.isSuccess || preview.isError;
  const said = words && isReady ? t('assist.say', { offer: words, key: comboLabel(key) }) : '';
  useEffect(() => {
    if (said) announce(said, { key: 'assist' });
  }, [said, announce]);

  if (!words) return null;
  return (
    <div className="assist-offer">
      <span>{words}</span>
      <Button onPress={accept}>{t('assist.accept.key', { key: comboLabel(key) })}</Button>
    </div>
  );
}
