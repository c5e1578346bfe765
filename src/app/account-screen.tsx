import { AccountPage } from '#features/account/account-page.tsx';
import { ExecutionsTable } from '#features/orders/executions-table.tsx';

/** The account page with the fills of the day. */
export function AccountScreen() {
  return (
    <AccountPage>
      <section className="section" aria-label="Fills">
        <h2>Fills</h2>
        <ExecutionsTable />
      </section>
    </AccountPage>
  );
}
