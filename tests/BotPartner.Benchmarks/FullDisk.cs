using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace BotPartner.Benchmarks;

/// <summary>A disk that is full, then one that may only be read: votes are refused in words, the bot says why it is not ready, and goes on by itself.</summary>
internal sealed class FullDisk(string folder, Sink sink, Assembly assembly) : IDisposable
{
    public static readonly Trial Trial = new("disk", "   the store's disk full, then read-only, then well again (a file system in memory: needs the right to mount)", Run);

    private const int Voters = 64;

    // They alone vote when it is over: what the others were told last was said on the disk as it was.
    private const int After = Voters / 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly HttpClient http = new();
    private readonly Dictionary<int, int> acknowledged = [];
    private readonly List<Finding> findings = [];
    private readonly StringBuilder told = new();
    private int turn;

    private string Store => Path.Combine(folder, "store", "botpartner.db");

    public void Dispose() => http.Dispose();

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-disk-").FullName;
        var disk = Directory.CreateDirectory(Path.Combine(folder, "store")).FullName;
        try
        {
            if (!Does("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk))
            {
                return [new("disk full, read-only", "not tried: nothing can be mounted here", "", null)];
            }

            using var sink = new Sink();
            var assembly = new Assembly("disk", OnSlack: true, 0, Voters) { Mixed = true };
            using var trial = new FullDisk(folder, sink, assembly);
            return await trial.Fill();
        }
        finally
        {
            while (Does("umount", disk))
            {
                // What was mounted over it, too.
            }

            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<Finding>> Fill()
    {
        await Seed.Write(Store, [assembly], sink.TeamsService);
        sink.Told = (_, words) =>
        {
            lock (told)
            {
                told.Append(words);
            }
        };
        using (var bot = await Child.Bot(Store, sink, ("Logging__LogLevel__Default", "None"), ("Keys__Folder", Path.Combine(folder, "keys"))))
        {
            using var poll = await Poll.Open(assembly, 1, bot, sink, 1);
            var (inSlack, inTeams) = (await sink.Card(assembly.SlackChannel), await sink.Card(assembly.TeamsChannel));
            using var slack = new SlackVotes(inSlack, sink.Url);
            var teams = new TeamsVotes(assembly.TeamsChannel, inTeams, sink.TeamsService);
            for (var i = 0; i < Voters; i++)
            {
                await Vote(bot, slack, teams, Next());
            }

            var filler = Path.Combine(folder, "store", "filler");
            TakeAll(filler);
            await Refuses("disk full", "full", bot, slack, teams, () => File.Delete(filler));
            TakeAll(filler);
            await Refuses("read-only", "read", bot, slack, teams, () => Does("umount", Path.GetDirectoryName(Store)!), () =>
            {
                // The bot opens its file anew after a failure; by then it is one that may only be read.
                _ = Does("mount", "--bind", Path.GetDirectoryName(Store)!, Path.GetDirectoryName(Store)!) && Does("mount", "-o", "remount,bind,ro", Path.GetDirectoryName(Store)!);
            }, filler);
        }

        var (lost, _) = await Lost();
        findings.Add(new("acknowledged votes lost", $"{lost} of {acknowledged.Count} voters", "0", lost == 0 && acknowledged.Count == Voters));
        return findings;
    }

    private async Task Refuses(string what, string word, Child bot, SlackVotes slack, TeamsVotes teams, Action mend, Action? worse = null, string? filler = null)
    {
        var statuses = new HashSet<int>();
        var (bodies, refused, unheard) = (new StringBuilder(), 0, 0);
        for (var tries = 0; tries < 4000 && refused < 8; tries++)
        {
            var (status, body, taken) = await Vote(bot, slack, teams, Next());
            if (!taken)
            {
                statuses.Add(status);
                bodies.Append(body);
                refused++;
                unheard += status == 503 ? 1 : 0;
            }

            if (!taken && worse is not null)
            {
                worse();
                worse = null;
                (refused, unheard) = (0, 0);
                statuses.Clear();
                bodies.Clear();
                lock (told)
                {
                    told.Clear();
                }

                if (filler is not null)
                {
                    // There is room again, in a place that cannot be written to; the file itself is reached by its own way.
                    await Task.Delay(50);
                }
            }
        }

        await Task.Delay(300);
        string words;
        lock (told)
        {
            words = bodies + told.ToString();
            told.Clear();
        }

        // A 503 has the platform say it.
        var said = Regex.Count(words, "try again", RegexOptions.IgnoreCase, Patience);
        var clear = refused > 0 && statuses.IsSubsetOf([200, 503]) && said > 0 && said >= refused - unheard;
        findings.Add(new($"{what}: votes refused", $"{refused}, status {string.Join(' ', statuses)}, {(clear ? "in words" : "WITHOUT WORDS")}", "200 or 503, with words", clear));
        var (code, line) = await Ready(bot);
        var says = code == HttpStatusCode.ServiceUnavailable && line.Contains(word, StringComparison.OrdinalIgnoreCase) && !line.Contains('\n');
        findings.Add(new($"{what}: /health/ready", $"{(int)code} {line}", "503, why in a line", says));
        var alive = (await http.GetAsync(new Uri($"http://127.0.0.1:{bot.Port}/health/live"))).StatusCode == HttpStatusCode.OK;
        findings.Add(new($"{what}: /health/live", alive ? "200" : "not", "200", alive));

        mend();
        if (filler is not null)
        {
            File.Delete(filler);
        }

        var watch = Stopwatch.StartNew();
        while ((await Ready(bot)).Code != HttpStatusCode.OK && watch.Elapsed < Patience)
        {
            await Task.Delay(20);
        }

        var back = watch.Elapsed;
        var votes = 0;
        for (var i = 0; i < Voters; i++)
        {
            votes += (await Vote(bot, slack, teams, (i % After, (i / After) + turn))).Taken ? 1 : 0;
        }

        findings.Add(new($"{what}: over, without a restart", $"ready after {back.TotalSeconds:0.0} s, {votes} of {Voters} votes taken", "ready, all taken", back < Patience && votes == Voters));
    }

    private (int Voter, int Turn) Next() => (turn % Voters, turn++ / Voters);

    private async Task<(int Status, string Body, bool Taken)> Vote(Child bot, SlackVotes slack, TeamsVotes teams, (int Voter, int Turn) next)
    {
        var (voter, choice) = (next.Voter, next.Turn % Votes.Choices.Length);
        Votes way = assembly.IsOnSlack(voter) ? slack : teams;
        using var wire = await Wire.Connect(bot.Port);
        var status = await wire.Send(way.Cast(voter, choice));
        var taken = way.Confirmed(status, wire.Body, voter);
        if (taken)
        {
            acknowledged[voter] = choice;
        }

        return (status, Encoding.UTF8.GetString(wire.Body), taken);
    }

    private async Task<(HttpStatusCode Code, string Line)> Ready(Child bot)
    {
        using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{bot.Port}/health/ready"));
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task<(int Lost, int Found)> Lost()
    {
        var last = Enumerable.Range(0, Voters).Select(v => acknowledged.GetValueOrDefault(v, -1)).ToArray();
        var (_, found, wrong) = await Recount.Of(Store, assembly, 1, last);
        return (wrong, found);
    }

    private static void TakeAll(string file)
    {
        using var stream = new FileStream(file, FileMode.Create);
        foreach (var piece in (int[])[64 * 1024, 4096])
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[piece]);
                    stream.Flush();
                }
            }
            catch (IOException)
            {
                // That much is left.
            }
        }
    }

    private static bool Does(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
