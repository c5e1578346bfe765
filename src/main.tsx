import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { App } from '#app/app.tsx';
import { openDesk } from '#app/open-desk.ts';

const root = document.querySelector('#root');
if (root === null) throw new Error('Could not start the desk: index.html has no #root.');
// Once per page: React may mount the app twice while developing, the desk must not be built twice.
const opening = openDesk();
createRoot(root).render(
  <StrictMode>
    <App open={() => opening} />
  </StrictMode>,
);
