export interface ShownAuthor {
  readonly name: string;
  readonly bot: boolean;
}
