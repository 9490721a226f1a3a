import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import './button.css';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'children'> {
  /** `primary`: the one main thing to do here. */
  variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  /** `large`: 48 px and more, for thumbs. */
  size?: 'normal' | 'large';
  children: ReactNode;
}

/**
 * A button. While `isPending` it keeps its focus and place but does nothing. Its pending state is
 * said by the button itself: react-aria's own announcement leaves a nameless image behind.
 */
export function Button({
  variant = 'secondary',
  size = 'normal',
  isPending = false,
  onPress,
  type,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      type={isPending ? 'button' : type}
      onPress={isPending ? undefined : onPress}
      aria-disabled={isPending || undefined}
      data-pending={isPending || undefined}
      className={`button button-${variant} button-${size}`}
    />
  );
}
