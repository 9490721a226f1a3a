import { MessageLog, Page, useShortcut } from '@1999/web-kit';
import { useCallback, useMemo, useState } from 'react';
import { useT } from '../../messages/index.ts';
import { useAssist } from '../assist/use-assist.ts';
import { useCurrentCall, useCurrentOffer } from '../call/use-call.ts';
import { useSoftphone } from '../call/use-softphone.ts';
import { WrapUpClock } from '../call/wrap-up-clock.tsx';
import type { Insertion } from '../call/wrap-up-form.tsx';
import type { CaseDraft } from '../case/case-values.ts';
import type { Nearby } from '../case/nearby-orders.tsx';
import { ConversationStrip } from '../chat/conversation-strip.tsx';
import { useChatNews } from '../chat/use-chat-news.ts';
import { useChatOffer, useMyChats } from '../chat/use-chats.ts';
import { useChatNumbers, useFront } from '../chat/use-front.ts';
import { KnowledgePane } from '../knowledge/knowledge-pane.tsx';
import { ConsoleLayout } from './console-layout.tsx';
import { focusPane, focusState } from './focus.ts';
import { CallerPane, FormPane, NearbyPane } from './panes.tsx';
import { TopBar } from './top-bar.tsx';
import { useWhereAmI } from './use-where-am-i.ts';

const NOWHERE: Pick<CaseDraft, 'district' | 'point' | 'typeCode'> = {
  district: null,
  point: null,
  typeCode: null,
};
const NO_CHATS: never[] = [];
const log = <MessageLog />;

/** The agent's one screen. */
export function ConsolePage() {
  const t = useT();
  const { data: call } = useCurrentCall();
  const { data: offer } = useCurrentOffer();
  const { data: chatOffer } = useChatOffer();
  const inbox = useMyChats();
  const chats = inbox.data ?? NO_CHATS;
  const numbers = useChatNumbers(inbox.data);
  const front = useFront(call, chats);
  useChatNews(inbox.data, numbers, front);
  const softphone = useSoftphone(call);
  const [place, setPlace] = useState(NOWHERE);
  const [attach, setAttach] = useState<((order: Nearby) => void) | null>(null);
  const takeAttach = useCallback(
    (next: ((order: Nearby) => void) | null) => setAttach(() => next),
    [],
  );
  const [description, setDescription] = useState('');
  const [heard, setHeard] = useState('');
  const [insertion, setInsertion] = useState<Insertion & { chatId: string | null }>();
  const isBusy = front.isCall || front.chatId !== null;
  // Entries are offered for what the citizen wrote last until the agent writes; types only for that.
  const assist = useAssist(isBusy ? description || heard : '');
  const inserted = insertion?.chatId === front.chatId ? insertion : undefined;
  useWhereAmI({ offer, call, softphone, chats, numbers, front });
  // While something rings, F2 answers it (IncomingCall, IncomingChat).
  useShortcut('call.return', 'F2', t('call.return'), () => toCall(), {
    enabled: Boolean(call) && !offer && !chatOffer,
  });
  function toCall(): void {
    front.choose(null);
    requestAnimationFrame(() => focusPane('caller'));
  }
  const { chatId, isCall } = front;
  // Not drawn again for what rings.
  const knowledge = useMemo(
    () => (
      <KnowledgePane
        call={isCall ? call : null}
        into={chatId ? 'message' : isCall ? 'note' : null}
        offered={assist.entries}
        onInsert={(words) => setInsertion((before) => ({ words, n: (before?.n ?? 0) + 1, chatId }))}
      />
    ),
    [call, isCall, chatId, assist.entries],
  );
  const onDone = () => {
    setPlace(NOWHERE);
    setInsertion(undefined);
    focusState();
  };
  return (
    <Page
      title={t('console.title')}
      tabTitle={t(
        offer
          ? 'console.ringing'
          : chatOffer
            ? 'chat.incoming'
            : call
              ? 'console.onCall'
              : 'console.title',
      )}
      width="wide"
      headingHidden
    >
      <TopBar offer={offer} call={call} softphone={softphone} callInFront={front.isCall}>
        <ConversationStrip
          call={call}
          chats={chats}
          error={inbox.data ? null : inbox.error}
          onRetry={() => void inbox.refetch()}
          offer={chatOffer}
          numbers={numbers}
          front={front}
        />
      </TopBar>
      <WrapUpClock />
      <ConsoleLayout
        isChat={front.chatId !== null}
        caller={
          <CallerPane
            call={call}
            offer={offer}
            front={front}
            numbers={numbers}
            insertion={inserted}
            onHeard={setHeard}
          />
        }
        form={
          <FormPane
            call={call}
            front={front}
            onPlace={setPlace}
            onCanAttach={takeAttach}
            likelyType={description ? assist.types[0]?.code : undefined}
            onDescription={setDescription}
            insertion={inserted}
            onDone={onDone}
          />
        }
        knowledge={knowledge}
        nearby={<NearbyPane isOpen={isBusy} place={place} onAttach={attach ?? undefined} />}
        log={log}
      />
    </Page>
  );
}
