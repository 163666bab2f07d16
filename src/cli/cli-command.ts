import { Command, type ErrorOptions, type HelpContext } from 'commander';
import { DomainError } from '#libs/kernel';

type Action = (...words: never[]) => void | Promise<void>;

/** A command that names everything that is missing at once, and takes whatever is typed wrong for wrong usage. */
export class CliCommand extends Command {
  override createCommand(name?: string): CliCommand {
    return new CliCommand(name);
  }

  /** Lines as they are typed, after `fieldpilot `. */
  examples(...lines: readonly string[]): this {
    const shown = lines.map((line) => `  fieldpilot ${line}`.trimEnd());
    return this.addHelpText('after', ['', 'Examples:', ...shown].join('\n'));
  }

  /** Some values only the product can judge: what it finds wrong with them is wrong usage too. */
  override action(act: Action): this {
    return super.action(async (...words: unknown[]) => {
      try {
        await act(...(words as never[]));
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'invalid') throw error;
        this.error(`error: ${error.message}`);
      }
    });
  }

  override error(message: string, options?: ErrorOptions): never {
    const code = options?.code;
    if (code === 'commander.missingMandatoryOptionValue' || code === 'commander.missingArgument')
      return super.error(`error: missing ${this.missing().join(', ')}`, options);
    // one that does something by itself takes a word that it does not know for one too many
    if (code === 'commander.excessArguments' && this.commands.length > 0) return this.refuseSubcommand();
    return super.error(message, options);
  }

  /** Asked about a command that there is not, commander would tell of the one above. The function is an old form that nobody uses here. */
  override outputHelp(context?: HelpContext | ((text: string) => string)): void {
    const asked = typeof context === 'function' || !context?.error;
    if (asked && this.commands.length > 0 && this.args.some((word) => !word.startsWith('-'))) this.refuseSubcommand();
    super.outputHelp(context as HelpContext);
  }

  private missing(): string[] {
    const required = this.registeredArguments.filter((argument) => argument.required);
    const options = this.options.filter(
      (option) => option.mandatory && this.getOptionValue(option.attributeName()) === undefined,
    );
    return [
      ...required.slice(this.args.length).map((argument) => `<${argument.name()}>`),
      ...options.map(({ flags }) => flags),
    ];
  }

  /** With the name that was meant, as commander guesses it; its declarations leave this method out. */
  private refuseSubcommand(): never {
    return (this as unknown as { unknownCommand(): never }).unknownCommand();
  }
}
