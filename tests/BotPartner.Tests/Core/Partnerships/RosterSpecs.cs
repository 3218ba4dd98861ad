using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using BotPartner.Tests.Storage;
using NodaTime;

namespace BotPartner.Tests.Core.Partnerships;

/// <summary>What one process remembers while another changes it.</summary>
public sealed class RosterSpecs
{
    private static readonly Person Anna = new("north", "r", "anna", "Anna");
    private static readonly Place Hall = new("north", "r", "hall", PlaceKind.Channel);

    private static readonly Instant Then = Instant.FromUnixTimeSeconds(0);

    private readonly ManualTime time = new();
    private readonly Change change;
    private readonly Roster here;

    public RosterSpecs()
    {
        change = new(new MemoryDocuments(time), new DueSignal());
        here = new(change, time);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_admitted_by_another_process_may_vote_at_once()
    {
        await Stands(Standing.Asked);
        Assert.False((await here.Member("p", Anna, Cancellation))!.MayVote);
        await Stands(Standing.Admitted);
        Assert.True((await here.Member("p", Anna, Cancellation))!.MayVote);
    }

    [Fact]
    public async Task Somebody_removed_by_another_process_may_not_vote_five_seconds_later()
    {
        await Stands(Standing.Admitted);
        Assert.True((await here.Member("p", Anna, Cancellation))!.MayVote);
        await Stands(Standing.Declined);
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.False((await here.Member("p", Anna, Cancellation))!.MayVote);
    }

    [Fact]
    public async Task A_steward_is_whoever_is_stored_as_one_now()
    {
        await Save(Kinds.Place, Kinds.PlaceKey(Hall), new PlaceRecord(Hall) { PartnershipId = "p" });
        var request = new Request.Said("settings") { Id = "1", Person = Anna, Place = Hall, At = Then };
        foreach (var stewards in new Person[][] { [], [Anna], [] })
        {
            await Save(Kinds.Partnership, Kinds.PartnershipKey("p"), new Partnership("Rivers", "Etc/UTC", stewards, [], Then));
            var (seat, refusal) = await here.StewardOf(request, Cancellation);
            Assert.Equal(stewards.Length, seat is null ? 0 : 1);
            Assert.Equal(seat is null ? "refusal.stewards-only" : null, (refusal?.Text as Text.Said)?.Key);
        }
    }

    private Task Stands(Standing standing) => Save(
        Kinds.Member, Kinds.MemberKey("p", Anna), new Member(Anna, "m", "Ministry", standing, Then) { Delegate = true });

    private Task Save<T>(Kind<T> kind, Key key, T state) => change.Run(
        kind, key, null, current => current is null ? kind.New(key, state) : current with { State = state }, Cancellation);
}
