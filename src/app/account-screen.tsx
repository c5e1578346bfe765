/** The account page. */
export function AccountScreen() {
  return (
    <main className="page">
      <div className="page-inner">
        <h1 className="page-title">Account</h1>
      </div>
    </main>
  );
}
