using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Languages;

namespace BotPartner.Records;

/// <summary><c>BotPartner verify FILE</c>: counts records again and follows their chain, with nothing but the file: no settings, no store, no network.</summary>
public sealed class VerifyCommand
{
    /// <summary>Everything holds.</summary>
    public const int Holds = 0;

    /// <summary>Something does not match; a line says what.</summary>
    public const int Fails = 1;

    /// <summary>The command line is not understood, or the file cannot be read.</summary>
    public const int Misused = 2;

    private const string Usage = """
        BotPartner verify FILE            checks records of decisions: counts them again and follows their chain

        FILE is one record, an array of them, one a line, or what "export decisions" gives. "-" is the standard input.
        Exit code: 0 all holds, 1 something does not match, 2 not understood or not to be read.
        """;

    private readonly string[] args;

    private VerifyCommand(string[] args) => this.args = args;

    /// <summary>The command that a command line begins with; null if it is another.</summary>
    public static VerifyCommand? Of(string[] args) => args is [var verb, ..] && verb.Equals("verify", StringComparison.OrdinalIgnoreCase) ? new(args) : null;

    /// <summary>Does it.</summary>
    /// <param name="input">What <c>-</c> stands for.</param>
    /// <param name="say">Where the result goes: one line.</param>
    /// <param name="tell">Where it goes what is wrong with the command line or the file.</param>
    /// <param name="cancellation">Interrupts it.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> Run(Stream input, TextWriter say, TextWriter tell, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(say);
        ArgumentNullException.ThrowIfNull(tell);
        if (args is [_, "--help" or "-h"])
        {
            await say.WriteLineAsync(Usage);
            return Holds;
        }

        if (args is not [_, { Length: > 0 } file] || (file.StartsWith('-') && file != "-"))
        {
            await tell.WriteLineAsync(Usage);
            return Misused;
        }

        byte[] bytes;
        try
        {
            bytes = file == "-" ? await All(input, cancellation) : await File.ReadAllBytesAsync(file, cancellation);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            await tell.WriteLineAsync($"'{file}' cannot be read: {wrong.Message.ReplaceLineEndings(" ")}");
            return Misused;
        }

        var verified = RecordVerifier.Verify(Marked(bytes) ? bytes.AsMemory(3) : bytes);
        await say.WriteLineAsync(Texts.Load().Plain(Line(verified), Reader.Of("en", null)).ReplaceLineEndings(" "));
        return verified.Finding is null ? Holds : Fails;
    }

    private static Text Line(Verification verified) =>
        verified.Finding is { } finding ? finding.ToText()
        : verified.Checked == 0 ? Text.Say("verify.none")
        : Text.Say("verify.line", ("n", verified.Checked), ("from", verified.From), ("to", verified.From + verified.Checked - 1));

    /// <summary>Whether it begins with the mark that some editors put before UTF-8.</summary>
    private static bool Marked(byte[] bytes) => bytes.AsSpan().StartsWith("\uFEFF"u8);

    private static async Task<byte[]> All(Stream input, CancellationToken cancellation)
    {
        using var all = new MemoryStream();
        await input.CopyToAsync(all, cancellation);
        return all.ToArray();
    }
}
