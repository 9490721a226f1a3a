import { ErrorState, LoadingState, Page } from '@1999/web-kit';
import { useT } from '../../messages/index.ts';
import { BigNumbers } from './big-numbers.tsx';
import { OrdersTable } from './orders-table.tsx';
import { StaleBanner } from './stale-banner.tsx';
import { useLiveBoard } from './use-live-board.ts';
import './wall-page.css';

/** Rows that fit a wall screen below the figures. */
const WALL_ROWS = 6;

/** The board for a screen on the wall: the same figures, large, nothing to press. */
export function WallPage() {
  const t = useT();
  const { board, error, retry } = useLiveBoard();
  return (
    <div className="wall">
      <Page title={t('board.title')} width="wide" headingHidden>
        {!board && (error ? <ErrorState error={error} onRetry={retry} /> : <LoadingState />)}
        {board && (
          <>
            <StaleBanner at={board.at} />
            <BigNumbers board={board} />
            <OrdersTable still orders={board.orders.nearest.slice(0, WALL_ROWS)} />
          </>
        )}
      </Page>
    </div>
  );
}
