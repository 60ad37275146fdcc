/** The client did not let the person do it. Nothing was sent. */
export class ClientRefusal extends Error {
  override readonly name = "ClientRefusal";
}
