using System.Diagnostics;
using System.Globalization;

namespace BotPartner.Benchmarks;

/// <summary>How long it takes until a decision of many partners is open: from its proposer's request to the answer that says so, and to its cards.</summary>
internal static class Opening
{
    public const string Argument = "opening";
    public const string Usage = "opening [--partners N]   opens decisions of ten options for so many partners (500)";

    private const int Decisions = 20;

    // Nobody opens a decision in the second in which the bot starts; what it does by itself then is over.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);

    // Ten options, each as long as one may be with room for all on a card.
    private static readonly string Options = string.Join("; ", Enumerable.Range(1, 10).Select(i => $"Option {i} of the list that the committee drew up in spring"));

    /// <summary>How many partners the command line asks for; null if it is not understood.</summary>
    public static int? Read(string[] args) => args switch
    {
        [Argument] => 500,
        [Argument, "--partners", var number] when int.TryParse(number, out var n) && n is >= 1 and <= 100_000 => n,
        _ => null,
    };

    /// <returns>Whether all were open within 300 ms.</returns>
    public static async Task<bool> Run(int partners)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            var store = Path.Combine(folder, "botpartner.db");
            using var sink = new Sink();
            var assembly = new Assembly("opening", OnSlack: true, 0, partners) { Mixed = true };
            await Seed.Write(store, [assembly], sink.TeamsService);
            using var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Error"));
            await Task.Delay(Rest);
            var (times, processor) = (new List<(double Open, double Shown)>(), bot.Processor);
            for (var i = 0; i < Decisions; i++)
            {
                sink.Forget(assembly);
                var watch = Stopwatch.StartNew();
                await Poll.Say(assembly, bot, $"decide Where we meet next year | {(i % 2 == 0 ? "choose" : "rank")} {Options} | sealed | closes in 3d");
                var open = watch.Elapsed.TotalMilliseconds;
                await Task.WhenAll(sink.Card(assembly.SlackChannel), sink.Card(assembly.TeamsChannel));
                times.Add((open, watch.Elapsed.TotalMilliseconds));
                if (i == 0)
                {
                    processor = bot.Processor - processor;
                }
            }

            var warm = times.Skip(2).Select(t => t.Open).Order().ToArray();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"""

                 {partners} partners, ten options, {Decisions} decisions one after the other; {Environment.ProcessorCount} processors.

                 | what | ms | wanted |
                 |---|---|---|
                 | ready after start | {bot.Ready.TotalMilliseconds:0} | < 1500 |
                 | the first, {Rest.TotalSeconds:0} s after the start | {times[0].Open:0} | < 300 |
                 | processor time of the first, with its cards | {processor.TotalMilliseconds:0} |  |
                 | the others, median | {warm[warm.Length / 2]:0} | < 300 |
                 | the others, slowest | {warm[^1]:0} | < 300 |
                 | cards in both places, slowest | {times.Skip(2).Max(t => t.Shown):0} |  |
                 """));
            return Math.Max(times[0].Open, warm[^1]) < 300;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
