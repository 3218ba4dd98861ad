using System.Globalization;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Core.Documents;
using BotPartner.Core.Milestones;
using BotPartner.Core.Partnerships;
using BotPartner.Core.Tensions;

namespace BotPartner.Benchmarks.Crashes;

/// <summary>What the store and the platforms hold at the end, compared with what was acknowledged.</summary>
internal sealed class Reckoning(Scene scene, IReadOnlyList<Entry> entries, IReadOnlyList<Killed> killed, Logbook logbook)
{
    private static readonly string[] Kinds = ["vote", "kudos", "proposal", "closing", "milestone", "milestone done", "tension raised", "tension acknowledged"];
    private readonly List<string> lost = [];
    private readonly List<string> twice = [];
    private readonly List<string> differing = [];
    private readonly List<string> owed = [];
    private int tallies;

    /// <summary>Whether nothing is owed any more that could still arrive.</summary>
    public bool Settled => owed.Count == 0;

    private ILookup<(string Partition, string Kind), Entry> ByKind { get; } = entries.ToLookup(e => (e.Key.Partition, e.Kind));

    public static async Task<Reckoning> Of(Scene scene, IArchive archive, Opener opener, IReadOnlyList<Killed> killed, Logbook logbook)
    {
        var entries = new List<Entry>();
        await foreach (var entry in archive.Read(null, CancellationToken.None))
        {
            entries.Add(opener.Open(entry));
        }

        var reckoning = new Reckoning(scene, entries, killed, logbook);
        reckoning.Reckon();
        return reckoning;
    }

    public IEnumerable<Finding> Findings(int kills, TimeSpan saving, IReadOnlyList<double> starts, bool brief)
    {
        var duplicates = new Duplicates(scene, killed, saving, logbook, Cards());
        foreach (var (what, list) in new (string, IEnumerable<string>)[]
        {
            ("LOST", lost), ("TWICE", twice), ("DIFFERS", differing), ("OWED", owed), ("DUPLICATE", duplicates.Told), ("ERROR", logbook.Errors),
            ("UNKNOWN", scene.Board.All.Where(p => p.Slot.Length == 0).Take(10).Select(p => p.Words)),
        })
        {
            foreach (var line in list)
            {
                Console.Error.WriteLine($"{what}: {line}");
            }
        }

        // In a short run on a busy machine there was not the time for all that is owed.
        bool? Arrived(bool all) => all ? true : brief ? null : false;
        var acts = scene.Acts.OrderBy(a => a.Key, StringComparer.Ordinal).ToArray();
        var digests = scene.Quiet.SelectMany(q => q.Places).Select(p => duplicates.Standing(p.Key, "digest")).ToArray();
        var celebrations = duplicates.Unexplained("celebration:");
        yield return new("hard kills (SIGKILL) under mixed load", Number(kills), "", null);
        yield return new(
            "acts acknowledged", $"{acts.Sum(a => a.Value.Yes)} ({string.Join(", ", acts.Select(a => $"{a.Key} {a.Value.Yes}"))}); never answered: {acts.Sum(a => a.Value.Unanswered)}", "some of each", Arrived(Kinds.All(k => scene.Acts.TryGetValue(k, out var act) && act.Yes > 0)));
        yield return new("acknowledged acts lost", Number(lost.Count), "0", lost.Count == 0);
        yield return new("acts counted twice", Number(twice.Count), "0", twice.Count == 0);
        yield return new("outcome cards that say another tally than the oracle", $"{differing.Count} of {tallies}", "0", differing.Count == 0 ? Arrived(tallies > 0) : false);
        yield return new($"digests missing, of {digests.Length}", Number(digests.Count(d => d == 0)), "0", Arrived(digests.All(d => d > 0)));
        yield return new("digests doubled, but for the window", Number(duplicates.Unexplained("digest")), "0", duplicates.Unexplained("digest") == 0);
        yield return new("celebrations doubled, but for the window", Number(celebrations), "0", celebrations == 0);
        yield return new("owed posts that did not arrive", Number(owed.Count), "0", Arrived(owed.Count == 0));
        yield return new(
            $"duplicates of {duplicates.Posts} posts", $"{duplicates.Count}: {duplicates.Killed} killed between the platform’s yes and our save ({duplicates.Gap.Median:0} ms before the kill in the median, {duplicates.Gap.Longest:0} ms at most), {duplicates.Late} answered or saved too late, {duplicates.Outside} neither", "0 neither", duplicates.Outside == 0);
        yield return new("answers of a platform that came too late", Number(logbook.Late.Count), "", null);
        yield return new("start until it listens, median and longest, s", string.Create(CultureInfo.InvariantCulture, $"{Median(starts):0.0}, {starts.DefaultIfEmpty().Max():0.0}"), "", null);
        yield return new("errors in the logs", Number(logbook.Errors.Count(e => !e.StartsWith(' '))), "", null);
    }

    private static double Median(IReadOnlyList<double> numbers) => numbers.Order().ElementAtOrDefault(numbers.Count / 2);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Reckon()
    {
        foreach (var motion in scene.Motions)
        {
            Reckon(motion);
        }

        foreach (var promise in scene.Promises)
        {
            Reckon(promise);
        }

        foreach (var quarrel in scene.Quarrels)
        {
            Reckon(quarrel);
        }

        var now = TimeProvider.System.Now();
        foreach (var entry in entries)
        {
            owed.AddRange(Rewriting.Raw(entry.Kind).Read(entry).Owes.SelectMany(o => o.To
                .Where(t => t.Attempts > 0 || t.NotBefore is null || t.NotBefore <= now + NodaTime.Duration.FromMinutes(1))
                .Select(t => $"{entry.Key.Id} {o.Slot} to {t.Place.Key}")));
        }
    }

    private IEnumerable<Document<T>> Read<T>(string partition, Kind<T> kind) => ByKind[(partition, kind.Name)].Select(kind.Read);

    private void Once(string what, int found, bool acknowledged)
    {
        if (found == 0 && acknowledged)
        {
            lost.Add(what);
        }
        else if (found > 1)
        {
            twice.Add(what);
        }
    }

    private void Reckon(Motion motion)
    {
        var circle = motion.Circle;
        var found = Read(circle.Id, DecisionKinds.Decision).Where(d => d.State.Text.Contains(motion.Token, StringComparison.Ordinal)).ToArray();
        Once($"proposal {motion.Token}", found.Length, motion.Acknowledged);
        if (motion.Number is not { } number || found.FirstOrDefault(d => d.State.Number == number) is not { State: var decision })
        {
            owed.AddRange(motion.Acknowledged && found.Length > 0 ? [$"the card of {motion.Token}"] : []);
            return;
        }

        if (motion.Closed && decision.Phase != Phase.Closed)
        {
            lost.Add($"closing {motion.Token}: it is {decision.Phase}");
        }

        var voices = Ballots.Voices(Read(circle.Id, DecisionKinds.Box).Where(b => DecisionKinds.NumberOf(b.Key) == number));
        var said = new List<string>();
        for (var i = 0; i < circle.Delegates.Count; i++)
        {
            var id = Partner.IdOf(circle.Partner(i));
            var mine = voices.Where(v => v.Voter.Id == id && v.Ballot is not null).ToArray();
            twice.AddRange(mine.Length > 1 ? [$"vote of {circle.Partner(i)} on {motion.Token}"] : []);
            var stands = mine.FirstOrDefault()?.Ballot?.Choice ?? "";
            if (!motion.Of(i).Allows(stands))
            {
                lost.Add($"vote of {circle.Partner(i)} on {motion.Token}: stands '{stands}', may be {motion.Of(i)}");
            }

            said.Add(motion.Of(i).Certain ?? stands);
        }

        if (decision.Phase != Phase.Closed)
        {
            return;
        }

        var wanted = $"For {said.Count(s => s == "for")}, against {said.Count(s => s == "against")}, abstentions {said.Count(s => s == "abstain")}";
        foreach (var place in new[] { circle.TeamsPlace, circle.SlackPlace })
        {
            var slot = $"decision:{number:000000}";
            if (scene.Board.Latest(place.Key, slot + "|outcome") is not { } outcome)
            {
                owed.Add($"the outcome of {motion.Token} in {place.Key}");
                continue;
            }

            tallies++;
            if (said.Any(s => s.Length > 0) && !outcome.Words.Contains(wanted, StringComparison.Ordinal))
            {
                differing.Add($"{motion.Token} in {place.Platform}: wanted '{wanted}', is: {outcome.Words}");
            }

            if (scene.Board.Latest(place.Key, slot + "|card") is null)
            {
                owed.Add($"the card of {motion.Token} in {place.Key}");
            }
        }
    }

    private void Reckon(Promise promise)
    {
        var circle = promise.Circle;
        var found = Read(circle.Id, MilestoneKinds.Milestone).Where(d => d.State.Title.Contains(promise.Token, StringComparison.Ordinal)).ToArray();
        Once($"milestone {promise.Token}", found.Length, promise.Acknowledged);
        if (promise.Number is not { } number || found.FirstOrDefault(m => m.State.Number == number) is not { State: var milestone })
        {
            return;
        }

        var done = milestone.Done is null ? "no" : "yes";
        if (!promise.Done.Allows(done))
        {
            lost.Add($"milestone {promise.Token} is done: {done}, may be {promise.Done}");
        }

        if (done == "yes")
        {
            foreach (var place in new[] { circle.TeamsPlace, circle.SlackPlace })
            {
                if (scene.Board.Latest(place.Key, $"celebration:{number:000000}|card") is not { } card || !card.Now.Contains("Completed together", StringComparison.Ordinal))
                {
                    owed.Add($"the celebration of {promise.Token} in {place.Key}");
                }
            }
        }

        var prefix = MilestoneKinds.KudosPrefix(number);
        var presses = Read(circle.Id, MilestoneKinds.Kudos).Where(b => b.Key.Id.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(b => b.State.Presses).ToArray();
        foreach (var (delegated, given) in promise.AllKudos)
        {
            var giver = Key.Hash(circle.Delegates[delegated].Key);
            var mine = presses.Count(p => p.Giver == giver && p.Given);
            twice.AddRange(mine > 1 ? [$"kudos of {circle.Partner(delegated)} for {promise.Token}"] : []);
            var stands = mine > 0 ? "yes" : "no";
            if (!given.Allows(stands))
            {
                lost.Add($"kudos of {circle.Partner(delegated)} for {promise.Token}: {stands}, may be {given}");
            }
        }
    }

    private void Reckon(Quarrel quarrel)
    {
        var found = Read(quarrel.Circle.Id, TensionKinds.Tension).Select(d => d.State)
            .Where(t => t.Course is not null && t.Matter?.What.Contains(quarrel.Token, StringComparison.Ordinal) == true).ToArray();
        foreach (var (step, (word, acknowledged)) in quarrel.Steps)
        {
            var times = step switch
            {
                "raised" => found.Length,
                "ended" => found.Sum(t => t.Course!.Events.Count(e => e.What == Events.Ended)),
                _ => found.Sum(t => t.Sayings.Count(s => s.Words.Contains(word, StringComparison.Ordinal))),
            };
            Once($"tension {quarrel.Token}: {step}", times, acknowledged);
        }
    }

    /// <summary>The cards of tensions, each side's own.</summary>
    private IEnumerable<Posted> Cards() =>
        from quarrel in scene.Quarrels
        from found in Read(quarrel.Circle.Id, TensionKinds.Tension)
        where found.State.Matter?.What.Contains(quarrel.Token, StringComparison.Ordinal) == true
        from card in Quarrellers.Cards(scene, quarrel)
        select card with { Slot = found.Key.Id };
}
