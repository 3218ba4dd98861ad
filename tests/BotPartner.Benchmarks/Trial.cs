namespace BotPartner.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="What">What was put to the proof, in words.</param>
/// <param name="Measured">What came out, with its unit.</param>
/// <param name="Wanted">What it should be; empty if it is only told.</param>
/// <param name="Holds">Whether it is; null where nothing is promised, or where a short run on a busy machine cannot tell (times).</param>
internal sealed record Finding(string What, string Measured, string Wanted, bool? Holds);

/// <summary>Something the bot is put through, with real processes on loopback.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Usage">Its options, in a line.</param>
/// <param name="Run">Does it. Short: so that all trials together take a few minutes, and only what cannot depend on the machine's speed may fail.</param>
internal sealed record Trial(string Name, string Usage, Func<Asked, Task<IReadOnlyList<Finding>>> Run);

/// <summary>What the command line asks of a trial.</summary>
/// <param name="Short">The short form.</param>
/// <param name="Numbers">Options with a number, by name without dashes: <c>--kills 300</c>.</param>
internal sealed record Asked(bool Short, IReadOnlyDictionary<string, int> Numbers)
{
    /// <summary>An option, or what holds without it.</summary>
    public int Number(string name, int full, int shortly) => Numbers.TryGetValue(name, out var number) ? number : Short ? shortly : full;
}
