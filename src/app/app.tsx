export function App() {
  return <h1>Strikedesk</h1>;
}
