/** The package has no types; what the bench uses of it. */
declare module 'node-media-server' {
  export default class NodeMediaServer {
    constructor(config: object);
    run(): Promise<void>;
  }
}
