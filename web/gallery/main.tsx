import '../kit/tailwind.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { NavigationProvider } from '../kit/parts/go.tsx';
import { ToastHost } from '../kit/parts/toast.tsx';
import { applySettings } from '../kit/settings.ts';
import { ConsoleBoard } from './console-board.tsx';
import { Foundations } from './foundations.tsx';
import { PhoneBoard } from './phone-board.tsx';

applySettings();
const boards = { '/phone': PhoneBoard, '/console': ConsoleBoard };
const Board = boards[location.pathname as keyof typeof boards] ?? Foundations;
const navigation = {
  href: (to: string) => to,
  go: (to: string) => location.assign(to),
  back: () => history.back(),
};
createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <NavigationProvider value={navigation}>
      <Board />
      <ToastHost />
    </NavigationProvider>
  </StrictMode>,
);
