using System.Text.Json;
using System.Text.Json.Nodes;
using BotPartner.Core.Chat;
using BotPartner.Core.Decisions;
using BotPartner.Tests.Core.Decisions.Counting;
using NodaTime;

namespace BotPartner.Tests.Core.Decisions.Records;

/// <summary>Whoever votes, with whatever weight, through whomever: the record holds what the outcome follows from.</summary>
public sealed class ElectorateRecordSpecs
{
    private static readonly string[] Methods = [Method.ConsentId, Method.MajorityId, Method.GradientsId, Method.ChooseId, Method.RankId];
    private static readonly string[] Odd = ["0.5", "1", "2", "2.5", "3.333333", "10"];
    private static readonly Instant Noon = Instant.FromUtc(2026, 11, 21, 12, 0);
    private static readonly Person Anna = new("a", "r", "anna", "Anna");

    public static TheoryData<string, string, string> Each => new(
        from method in new[] { "consent", "majority", "gradients veto", "choose Lima; Dakar", "rank Lima; Dakar; Rome" }
        from electorate in new[] { "partners", "weights", "mustAgree", "members" }
        from seen in new[] { "open", "sealed" }
        select (method, electorate, seen));

    [Theory]
    [MemberData(nameof(Each))]
    public async Task Every_method_with_every_electorate_is_recorded_and_verifies(string method, string electorate, string seen)
    {
        var chamber = await new Chamber().Found();
        await chamber.Joins("nora", "north", delegates: true);
        await chamber.Joins("sam", "south");
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", electorate == "mustAgree" ? "settings delegates must agree" : "settings cap 60%"));
        if (electorate == "weights")
        {
            await desk.Do(chamber.Say("north", "partner weight south 2.5"));
        }

        var members = electorate == "members";
        await desk.Do(chamber.Say("north", $"decide Text | {method} | {seen} | quorum 10%{(members ? "| members" : " | mandates 2")} | closes in 3d"));
        var put = await chamber.Decision();
        Assert.Equal((Phase.Open, members ? 5 : 3), (put.Phase, put.Electorate));
        var contents = put.Method switch { { Id: Method.RankId } => ["rank:1>2", "rank:3=2"], { Id: Method.ChooseId } => ["approve:1", "approve:2"], _ => put.Method.Choices.Take(2).ToArray() };
        if (!members)
        {
            await desk.Do(chamber.Say("west", "mandate 1 to south"));
        }

        foreach (var (who, what) in new[] { ("north", 0), ("nora", 1), ("south", 0), ("sam", 1) })
        {
            await desk.Do(chamber.Submit(who, BallotForm.Id, BallotForm.Args(Chamber.Id, 1), Filled(put.Method, contents[what])));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var round = Assert.Single(await chamber.Records()).Rounds[0];
        var decision = await chamber.Decision();
        Assert.Equivalent(decision.Outcome, round.Outcome, strict: true);
        Assert.Equal(electorate switch { "members" => 4, "mustAgree" => 2, _ => 3 }, round.Outcome!.Cast);
        Assert.Equal(electorate switch { "members" => 4, "mustAgree" => 3, _ => 2 }, round.Ballots!.Count);
        Assert.Equal((members ? 0 : 1, members ? "south" : null), (round.Mandates?.Count ?? 0, round.Voters.Single(v => v.Name == (members ? "sam" : "south")).Partner));
        Assert.Equal(electorate == "weights" ? "2.5" : null, round.Voters.FirstOrDefault(v => v.Weight is not null)?.Weight.ToString());
        Assert.Equal(members ? null : electorate == "mustAgree" ? null : 60, round.Terms.CapPercent);
    }

    [Theory]
    [InlineData("consent", "partners")]
    [InlineData("consent", "members")]
    [InlineData("majority", "partners")]
    [InlineData("majority", "members")]
    [InlineData("gradients veto", "members")]
    [InlineData("choose Lima; Dakar", "members")]
    [InlineData("rank Lima; Dakar; Rome", "members")]
    public async Task An_urn_of_either_electorate_is_recorded_and_verifies_and_delegates_need_not_agree(string method, string electorate)
    {
        var chamber = await new Chamber().Found();
        await chamber.Joins("nora", "north", delegates: true);
        await chamber.Joins("sam", "south", linkedTo: BotPartner.Core.Documents.Key.Hash(Chamber.Delegate("south").Key));
        var desk = chamber.Process();
        await desk.Do(chamber.Say("north", "settings delegates must agree"));
        await desk.Do(chamber.Say("north", "settings cap 30%"));
        await desk.Do(chamber.Say("north", $"decide Text | {method} | anonymous | quorum 10% | {electorate} | closes in 3d"));
        var put = await chamber.Decision();
        var content = put.Method switch { { Id: Method.RankId } => "rank:3=2", { Id: Method.ChooseId } => "approve:2", _ => put.Method.Choices[0] };

        // Nora speaks after north: where partners vote the first one's ballot is in. South has two accounts.
        foreach (var who in new[] { "north", "nora", "south", "sam", "west" })
        {
            await desk.Do(chamber.Submit(who, BallotForm.Id, BallotForm.Args(Chamber.Id, 1), Filled(put.Method, content)));
        }

        await desk.Do(chamber.Say("north", "close 1"));
        await desk.Tick();
        var round = Assert.Single(await chamber.Records()).Rounds[0];
        var members = electorate == "members";
        Assert.Equal((members ? 4 : 3, members ? 4 : 3, null, null), (round.Voters.Count, round.Urn!.Slips.Count, round.Terms.Delegates, round.Terms.CapPercent));
        Assert.Equal(members, round.Voters.All(v => v.Partner is not null));
        Assert.Equivalent((await chamber.Decision()).Outcome, round.Outcome, strict: true);
    }

    [Fact]
    public void Whatever_is_decided_verifies_and_nothing_in_it_can_be_changed_unnoticed()
    {
        var dice = new Dice(41);
        var (recounted, changed) = (0, 0);
        for (var i = 0; i < 400; i++)
        {
            var first = Made(dice, i % 4).After(null);
            var second = Made(dice, dice.Below(4)).After(first);
            Assert.Null(RecordVerifier.Verify([Chains.Json(first), Chains.Json(second)]).Finding);
            foreach (var (what, forged) in Forgeries(first, dice))
            {
                changed++;
                Assert.Equal(i + what, RecordVerifier.Verify([forged]).Finding is null ? "unnoticed" : i + what);

                // Hashed anew, it is the count that does not match, or else the link of the next.
                var again = JsonNode.Parse(forged.GetRawText())!.AsObject();
                again["hash"] = DecisionRecord.HashOf(forged);
                var element = JsonSerializer.SerializeToElement(again);
                recounted += RecordVerifier.Verify([element]).Finding is null ? 0 : 1;
                Assert.Equal(i + what, RecordVerifier.Verify([element, Chains.Json(second)]).Finding is null ? "unnoticed" : i + what);
            }
        }

        Assert.True(changed > 1500 && recounted > changed / 3, $"{changed} changes, {recounted} of them seen by counting");
    }

    /// <summary>A decision of its kind: weights and mandates; delegates who must agree; members; all that at once as far as it goes.</summary>
    private static DecisionRecord Made(Dice dice, int kind)
    {
        var method = Elections.MethodOf(dice.Of(Methods), dice);
        var members = kind == 2;
        var terms = new Terms(method, dice.Of(1, 34, 50, 67)) with
        {
            EachConstituency = dice.OneIn(4),
            CapPercent = members ? null : dice.Of<int?>(null, 30, 50),
            MandateCap = members ? null : 2,
            Electors = members ? Electors.Members : null,
            Delegates = kind is 1 or 3 ? Delegates.MustAgree : null,
            Visibility = dice.OneIn(2) ? Visibility.Sealed : null,
        };
        var voters = Enumerable.Range(0, 2 + dice.Below(6)).Select(v => new Voter($"v{v}", $"Voter {v}", dice.Of("business", "media"))
        {
            Weight = kind is 0 or 3 ? Weight.Parse(dice.Of(Odd)) : null,
            Partner = members ? "Partner" : null,
        }).ToArray();
        var mandates = new Mandates(1, 2, [], Sealed: false);
        for (var m = 0; m < 4 && !members; m++)
        {
            var mandate = new Mandate(dice.Of(voters).Id, dice.OneIn(5) ? null : dice.Of(voters).Id, Anna, Noon + Duration.FromSeconds(m));
            mandates = mandates.Why(mandate, voters) is null ? mandates.With(mandate) : mandates;
        }

        var box = BotPartner.Core.Decisions.DecisionKinds.Box.New(DecisionKinds.BoxKey("p", 1, 0), new Box(1, voters, new Dictionary<string, Ballot>(), Sealed: false));
        for (var b = 0; b < voters.Length * 2; b++)
        {
            var content = Elections.ContentOf(method, dice);
            var ballot = new Ballot(content, method.NeedsReason(content) || dice.OneIn(4) ? $"Reason {b}" : null, Anna with { User = dice.Of("anna", "bo") }, Noon + Duration.FromSeconds(b));
            box = ((BotPartner.Core.Documents.Verdict<Box>.Replace)CastBallot.Into(box, dice.Of(voters).Id, ballot, method, 1, "UTC", Noon, terms)).Document;
        }

        var counted = Ballots.Voices([box], mandates);
        var decision = new Decision(1, "Text", method, 50, Anna, null, Noon, Noon + Duration.FromDays(3))
        {
            Terms = terms,
            Phase = Phase.Closed,
            ClosedAt = Noon,
            Outcome = Count.Of(terms, [.. counted.Select(v => new Vote(v.Voter, v.Ballot?.Choice, v.Via))]),
        };
        var record = Recording.Of("p", decision, [new(Ballots.Voices([box]), mandates)]);
        Assert.Equivalent(decision.Outcome, record.Rounds[0].Outcome, strict: true);
        return record;
    }

    private static IEnumerable<(string What, JsonElement Forged)> Forgeries(DecisionRecord record, Dice dice)
    {
        JsonObject Round(JsonNode root) => root["rounds"]![0]!.AsObject();
        (string, JsonElement)? Change(string what, Func<JsonObject, bool> change)
        {
            var root = JsonNode.Parse(Chains.Json(record).GetRawText())!;
            return change(Round(root)) ? (what, JsonSerializer.SerializeToElement(root)) : null;
        }

        var method = record.Rounds[0].Terms.Method;
        return new[]
        {
            Change("ballot", r => r["ballots"] is JsonArray { Count: > 0 } ballots && Set(dice.Of<JsonNode>([.. ballots!]), "choice", Other(method, dice), (_, now) => now)),
            Change("ballot removed", r => r["ballots"] is JsonArray { Count: > 0 } ballots && Removed(ballots, dice)),
            Change("weight", r => Set(dice.Of<JsonNode>([.. r["voters"]!.AsArray()!]), "weight", dice.Of("7", "0.25"), (_, now) => now)),
            Change("mandate removed", r => r["mandates"] is JsonArray { Count: > 0 } mandates && Removed(mandates, dice)),
            Change("mandate", r => r["mandates"] is JsonArray { Count: > 0 } mandates && Set(dice.Of<JsonNode>([.. mandates!]), "to", $"v{dice.Below(2)}", (_, now) => now)),
            Change("delegates", r => Set(r["terms"]!, "delegates", Delegates.MustAgree, (was, now) => was == now ? Delegates.LastSpeaks : now)),
            Change("electors", r => Set(r["terms"]!, "electors", Electors.Members, (was, now) => was == now ? Electors.Partners : now)),
        }.OfType<(string, JsonElement)>();
    }

    private static string Other(Method method, Dice dice) => Elections.ContentOf(method, dice);

    private static bool Set(JsonNode node, string name, string value, Func<string?, string, string> becomes)
    {
        var was = (string?)node[name];
        node[name] = becomes(was, value);
        return was != (string?)node[name];
    }

    private static bool Removed(JsonArray list, Dice dice)
    {
        list.RemoveAt(dice.Below(list.Count));
        return true;
    }

    private static Dictionary<string, string> Filled(Method method, string content)
    {
        if (Ranking.Parse(content) is not { } ranking)
        {
            return new() { ["choice"] = content, ["reason"] = "Because." };
        }

        return ranking.Ranks.SelectMany((rank, place) => rank.Select(o => ($"place{o}", $"{place + 1}"))).ToDictionary(p => p.Item1, p => p.Item2);
    }
}
