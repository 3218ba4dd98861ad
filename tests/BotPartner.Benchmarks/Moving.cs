using System.Diagnostics;
using System.Globalization;
using System.Text;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using NodaTime;

namespace BotPartner.Benchmarks;

/// <summary>Moves a store of so many documents: out, into a fresh one, and out again; each a process of its own, as an operator runs it.</summary>
internal static class Moving
{
    public const string Argument = "archive";
    public const string Usage = "archive --documents N   moves a store of N documents by export and import (100000)";

    private const int Together = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How many documents the command line asks for; null if it is not understood.</summary>
    public static int? Read(string[] args) => args switch
    {
        [Argument] => 100_000,
        [Argument, "--documents", var number] when int.TryParse(number, out var n) && n is >= 100 and <= 2_000_000 => n,
        _ => null,
    };

    /// <returns>Whether both files are the same, byte for byte.</returns>
    public static async Task<bool> Run(int documents)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-benchmark-").FullName;
        try
        {
            string In(string name) => Path.Combine(folder, name);
            await Seed(In("one.db"), documents);
            var table = new StringBuilder($"\n{documents} documents, {new FileInfo(In("one.db")).Length / 1e6:0} MB in SQLite; {Environment.ProcessorCount} processors.\n\n| what | s | documents/s | most memory, MB |\n|---|---|---|---|\n");
            foreach (var (verb, file, store) in new[] { ("export", "one", "one"), ("import", "one", "two"), ("export", "two", "two"), ("compare", "two", "one") })
            {
                var (took, memory) = await Run(verb, In(file + ".ndjson"), In(store + ".db"));
                table.AppendLine(CultureInfo.InvariantCulture, $"| {verb} | {took.TotalSeconds:0.0} | {documents / took.TotalSeconds:0} | {memory:0} |");
            }

            var same = await Same(In("one.ndjson"), In("two.ndjson"));
            Console.WriteLine($"{table}\n{new FileInfo(In("one.ndjson")).Length / 1e6:0} MB of lines; export, import, export: {(same ? "the same bytes" : "DIFFERENT BYTES")}");
            return same;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Boxes full of ballots, every fourth with reasons: what most documents of a large store are.</summary>
    private static async Task Seed(string path, int documents)
    {
        await using var store = BotPartner.Benchmarks.Seed.Open(path);
        var now = TimeProvider.System.Now();
        foreach (var chunk in Enumerable.Range(0, documents).Chunk(Together))
        {
            await store.Write([.. chunk.Select(i => Box(i, now))], CancellationToken.None);
        }
    }

    private static Entry Box(int i, Instant now)
    {
        var voters = Enumerable.Range(0, 10).Select(v => new Voter(Key.Hash($"{v}"), $"Association des Rivières Vivantes {v}", "civil-society")).ToArray();
        var box = new Box(
            1 + (i % 50),
            voters,
            voters.ToDictionary(v => v.Id, v => new Ballot("for", i % 4 == 0 ? $"L’eau est un bien commun ({i})." : null, Person(i), now)),
            Sealed: true);
        var document = DecisionKinds.Box.New(DecisionKinds.BoxKey($"p{Key.Hash($"{i / 1000}")}", 1 + (i % 50), i), box);
        return DecisionKinds.Box.Write(document with { Seen = [.. voters.Select(v => v.Id)], Wake = i % 10 == 0 ? now + Duration.FromMinutes(i) : null });
    }

    private static Person Person(int i) => new("slack", "T0123456789", $"U{i:0000000000}", "Élodie Martin-Dubois") { Language = "fr-FR", TimeZone = "Europe/Paris" };

    private static async Task<(TimeSpan Took, double Memory)> Run(string verb, string file, string store)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "BotPartner.dll"), verb, file, $"--Storage:Sqlite:Path={store}"])
        { UseShellExecute = false, RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        var memory = 0L;
        while (!process.HasExited)
        {
            process.Refresh();
            memory = Math.Max(memory, process.HasExited ? 0 : process.PeakWorkingSet64);
            if (watch.Elapsed > Longest)
            {
                process.Kill();
                throw new TimeoutException($"{verb} took longer than {Longest}");
            }

            await Task.Delay(5);
        }

        return process.ExitCode == 0 ? (watch.Elapsed, memory / 1048576.0) : throw new InvalidOperationException($"{verb} ended with {process.ExitCode}");
    }

    private static async Task<bool> Same(string one, string two)
    {
        await using var first = File.OpenRead(one);
        await using var second = File.OpenRead(two);
        var sums = (await System.Security.Cryptography.SHA256.HashDataAsync(first), await System.Security.Cryptography.SHA256.HashDataAsync(second));
        return sums.Item1.AsSpan().SequenceEqual(sums.Item2);
    }
}
