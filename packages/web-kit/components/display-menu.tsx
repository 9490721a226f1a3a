import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useKitT } from '../i18n/create-i18n.ts';
import { chooseTheme, storedTheme, type ThemeChoice } from '../tokens/theme.ts';

const choices: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast'];

/** The choice of light, dark and high contrast, kept on this device. */
export function DisplayMenu() {
  const t = useKitT();
  const [theme, setTheme] = useState(storedTheme);
  return (
    <MenuTrigger>
      <Button className="button button-quiet button-normal">
        <span aria-hidden="true">◐</span>
        {t('kit.theme')}
      </Button>
      <Popover className="popover">
        <Menu
          className="menu"
          selectionMode="single"
          selectedKeys={[theme]}
          disallowEmptySelection
          onAction={(key) => {
            chooseTheme(key as ThemeChoice);
            setTheme(key as ThemeChoice);
          }}
        >
          {choices.map((choice) => (
            <MenuItem key={choice} id={choice} className="option">
              {t(`kit.theme.${choice}`)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
