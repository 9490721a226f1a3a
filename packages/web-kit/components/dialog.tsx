import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Dialog as AriaDialog,
  Heading,
  Modal,
  ModalOverlay,
} from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import { Button } from './button.tsx';
import './dialog.css';

export interface DialogProps {
  isOpen: boolean;
  onClose(): void;
  title: string;
  children: ReactNode;
  /** `alertdialog` for a question that must be answered first. */
  role?: 'dialog' | 'alertdialog';
  wide?: boolean;
}

/** A layer over the screen: holds the focus, closes by Esc, gives the focus back. */
export function Dialog({ isOpen, onClose, title, children, role, wide }: DialogProps) {
  const t = useKitT();
  return (
    <ModalOverlay
      className="dialog-overlay"
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={role !== 'alertdialog'}
    >
      <Modal className={wide ? 'dialog dialog-wide' : 'dialog'}>
        <AriaDialog role={role} className="dialog-content">
          <header className="dialog-head">
            <Heading slot="title" level={2}>
              {title}
            </Heading>
            {role !== 'alertdialog' && (
              <AriaButton
                slot="close"
                className="button button-quiet button-normal"
                aria-label={t('kit.close')}
              >
                <span aria-hidden="true">✕</span>
              </AriaButton>
            )}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  isOpen: boolean;
  title: string;
  /** What will happen, and whether it can be undone; where the title does not say it all. */
  children?: ReactNode;
  /** Names the act ("End the call"), never just "OK". */
  confirmLabel: string;
  danger?: boolean;
  isPending?: boolean;
  onConfirm(): void;
  onCancel(): void;
}

/** Asks once before something that is hard to undo. The harmless button has the focus first. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const t = useKitT();
  return (
    <Dialog role="alertdialog" isOpen={props.isOpen} onClose={props.onCancel} title={props.title}>
      {props.children && <div>{props.children}</div>}
      <footer className="dialog-actions">
        <Button autoFocus onPress={props.onCancel}>
          {t('kit.cancel')}
        </Button>
        <Button
          variant={props.danger ? 'danger' : 'primary'}
          isPending={props.isPending}
          onPress={props.onConfirm}
        >
          {props.confirmLabel}
        </Button>
      </footer>
    </Dialog>
  );
}
