using System.Diagnostics;
using System.Net.Sockets;

namespace BotPartner.Benchmarks;

/// <summary>SIGTERM while votes come in, again and again, also while the far side hangs: it is gone within ten seconds, and no acknowledged vote with it.</summary>
internal sealed class Stopping(Sink sink, Assembly assembly, string store)
{
    public static readonly Trial Trial = new("stop", "[--stops N]   SIGTERM under votes, every other one with a Slack and a Teams that hang (20; short 3)", Run);

    private const int Connections = 16;
    private const int Voters = 400;
    private readonly Score score = new(Voters);
    private int next;
    private int votes;

    private static async Task<IReadOnlyList<Finding>> Run(Asked asked)
    {
        var folder = Directory.CreateTempSubdirectory("botpartner-stop-").FullName;
        try
        {
            var store = Path.Combine(folder, "botpartner.db");
            using var sink = new Sink();
            var assembly = new Assembly("stopping", OnSlack: true, 0, Voters) { Mixed = true };
            await Seed.Write(store, [assembly], sink.TeamsService);
            return await new Stopping(sink, assembly, store).Stop(asked.Number("stops", 20, 3));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<IReadOnlyList<Finding>> Stop(int stops)
    {
        var (quiet, hanging, codes, unheard) = (new List<double>(), new List<double>(), new List<int>(), 0);
        System.Text.Json.JsonElement? inSlack = null, inTeams = null;
        var dice = new Random(20261122);
        for (var stop = 0; stop < stops; stop++)
        {
            using var bot = await Child.Bot(store, sink, ("Logging__LogLevel__Default", "Critical"), ("Clock__LeaseSeconds", "5"));
            if (inSlack is null)
            {
                await Poll.Say(assembly, bot, "decide Adopt the charter | majority > 1/2 | quorum 50% | closes in 3d");
                (inSlack, inTeams) = (await sink.Card(assembly.SlackChannel), await sink.Card(assembly.TeamsChannel));
            }

            var (hangs, confirmed, onSlack) = (stop % 2 == 1, sink.Confirmed, 0);
            var voting = Enumerable.Range(0, Connections).Select(_ => Task.Run(async () => Interlocked.Add(ref onSlack, await Vote(bot.Port, inSlack.Value, inTeams!.Value)))).ToArray();
            await Task.Delay(400 + dice.Next(300));
            sink.Hangs = hangs;
            await Task.Delay(300 + dice.Next(300));
            var (took, code) = await bot.Terminate();
            sink.Hangs = false;
            await Task.WhenAll(voting);
            (hangs ? hanging : quiet).Add(took.TotalSeconds);
            codes.Add(code);
            unheard += hangs ? 0 : Math.Max(0, onSlack - (sink.Confirmed - confirmed));
        }

        var (known, _, lost) = await Recount.Of(store, assembly, 1, score.Acknowledged);
        return
        [
            new("longest stop under votes", $"{quiet.DefaultIfEmpty().Max():0.0} s of {quiet.Count} stops", "< 10 s", quiet.TrueForAll(s => s < 10)),
            new("longest stop while Slack and Teams hang", $"{hanging.DefaultIfEmpty().Max():0.0} s of {hanging.Count} stops", "< 10 s", hanging.TrueForAll(s => s < 10)),
            new("exit codes", string.Join(' ', codes.Distinct()), "0", codes.TrueForAll(c => c == 0)),
            new("acknowledged votes lost", $"{lost} of {votes} votes, {known} voters", "0", lost == 0 && known > Voters / 2),
            new("confirmations of acknowledged votes that never came, far side well", $"{unheard}", "0", unheard == 0),
        ];
    }

    /// <summary>One connection, until the bot is gone.</summary>
    /// <returns>How many votes were acknowledged in Slack.</returns>
    private async Task<int> Vote(int port, System.Text.Json.JsonElement inSlack, System.Text.Json.JsonElement inTeams)
    {
        using var slack = new SlackVotes(inSlack, sink.Url);
        var teams = new TeamsVotes(assembly.TeamsChannel, inTeams, sink.TeamsService);
        var told = 0;
        var (voter, cast) = (-1, 0L);
        try
        {
            using var wire = await Wire.Connect(port);
            while (true)
            {
                var turn = Interlocked.Increment(ref next) - 1;
                (voter, cast) = (turn % Voters, Stopwatch.GetTimestamp());
                var choice = turn / Voters % Votes.Choices.Length;
                Votes way = assembly.IsOnSlack(voter) ? slack : teams;
                var taken = way.Confirmed(await wire.Send(way.Cast(voter, choice)), wire.Body, voter);
                score.Know(voter, cast, taken ? choice : -1);
                if (taken)
                {
                    told += assembly.IsOnSlack(voter) ? 1 : 0;
                    Interlocked.Increment(ref votes);
                }

                voter = -1;
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            if (voter >= 0)
            {
                // What was sent and not answered may lie in the store, or not.
                score.Know(voter, cast, -1);
            }
        }

        return told;
    }
}
