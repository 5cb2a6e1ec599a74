/** Small fast counting generator (sfc32 of PractRand, Chris Doty-Humphrey): equal seeds, equal numbers. */
export class Random {
  private a: number;
  private b: number;
  private c = 0;
  private count = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    this.b = Math.imul(seed, 0x9e3779b1) | 0;
    for (let i = 0; i < 12; i += 1) this.next();
  }

  /** 0 ≤ x < 1 in steps of 2⁻³². */
  next(): number {
    const sum = (((this.a + this.b) | 0) + this.count) | 0;
    this.count = (this.count + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (this.c << 21) | (this.c >>> 11);
    this.c = (this.c + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  }

  /** A whole number 0 ≤ x < bound. */
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }
}
