using System.Net.Sockets;

namespace BotPartner.Benchmarks;

/// <summary>SIGTERM while votes come in, again and again, also while the far side hangs: it is gone within ten seconds, and no acknowledged vote with it.</summary>
internal sealed class Stopping(Sink sink, Assembly assembly, string store)
{
    public static readonly Trial Trial = new("stop", "[--stops N]   SIGTERM under votes, every other one with a Slack and a Teams that hang (20; short 3)", Run);

    private const int Connections = 16;
    private const int Voters = 400;
    private readonly int[] acknowledged = Enumerable.Repeat(-1, Voters).ToArray();

    // What was sent and not answered may lie in the store, or not.
    private readonly int[] doubtful = Enumerable.Repeat(-1, Voters).ToArray();
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

        var (lost, found) = await Lost();
        return
        [
            new("longest stop under votes", $"{quiet.DefaultIfEmpty().Max():0.0} s of {quiet.Count} stops", "< 10 s", quiet.TrueForAll(s => s < 10)),
            new("longest stop while Slack and Teams hang", $"{hanging.DefaultIfEmpty().Max():0.0} s of {hanging.Count} stops", "< 10 s", hanging.TrueForAll(s => s < 10)),
            new("exit codes", string.Join(' ', codes.Distinct()), "0", codes.TrueForAll(c => c == 0)),
            new("acknowledged votes lost", $"{lost} of {votes} votes, {found} voters", "0", lost == 0),
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
        var current = (Voter: -1, Choice: -1);
        try
        {
            using var wire = await Wire.Connect(port);
            while (true)
            {
                var turn = Interlocked.Increment(ref next) - 1;
                var (voter, choice) = current = (turn % Voters, turn / Voters % Votes.Choices.Length);
                Votes way = assembly.IsOnSlack(voter) ? slack : teams;
                if (way.Confirmed(await wire.Send(way.Cast(voter, choice)), wire.Body, voter))
                {
                    (acknowledged[voter], doubtful[voter]) = (choice, -1);
                    told += assembly.IsOnSlack(voter) ? 1 : 0;
                    Interlocked.Increment(ref votes);
                }
                else
                {
                    doubtful[voter] = choice;
                }

                current = (-1, -1);
            }
        }
        catch (Exception gone) when (gone is IOException or SocketException)
        {
            if (current.Voter >= 0)
            {
                doubtful[current.Voter] = current.Choice;
            }
        }

        return told;
    }

    private async Task<(int Lost, int Found)> Lost()
    {
        await using var documents = Seed.Open(store);
        var ballots = new Core.Decisions.Ballots(documents, new Core.Documents.Change(documents, new Core.Documents.DueSignal()));
        var found = Core.Decisions.Ballots.Voices(await ballots.Of(assembly.Id, 1, CancellationToken.None)).Where(v => v.Ballot is not null).ToDictionary(v => v.Voter.Id, v => v.Ballot!.Choice);
        var lost = Enumerable.Range(0, Voters).Count(v => acknowledged[v] >= 0
            && found.GetValueOrDefault(Core.Partnerships.Partner.IdOf(Names.Partner(v))) is var choice
            && choice != Votes.Choices[acknowledged[v]] && (doubtful[v] < 0 || choice != Votes.Choices[doubtful[v]]));
        return (lost, found.Count);
    }
}
