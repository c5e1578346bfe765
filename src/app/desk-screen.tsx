/** The desk: chain left, ticket right, positions and orders below. */
export function DeskScreen() {
  return (
    <>
      <main className="main" id="desk">
        <h1 className="vh">Desk</h1>
      </main>
      <aside className="ticket" aria-label="Order ticket" />
    </>
  );
}
