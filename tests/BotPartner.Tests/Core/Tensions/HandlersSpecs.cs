using BotPartner.Core.Tensions;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Nobody handles what their own side is in.</summary>
public sealed class HandlersSpecs
{
    private static readonly Candidate Free = new("free", "elsewhere");
    private static readonly Candidate Neutral = new("neutral", null);
    private static readonly Candidate North = new("nora", "north");
    private static readonly Candidate South = new("sam", "south");

    [Fact]
    public void Facilitators_of_neither_side_come_first() =>
        Told([Neutral, North, Free], [South], Handlers.Facilitator, "neutral, free", "nora side");

    [Fact]
    public void Then_stewards_of_neither_side() =>
        Told([North], [South, Free], Handlers.Steward, "free", "nora side, sam side");

    [Fact]
    public void Then_somebody_from_outside() =>
        Told([North], [South], Handlers.Mediator, "", "nora side, sam side");

    [Fact]
    public void Without_anybody_it_is_the_mediator_too() => Told([], [], Handlers.Mediator, "", "");

    [Fact]
    public void Who_is_in_it_themself_is_passed_over_whomever_they_speak_for() =>
        Told([new("anna", "elsewhere")], [Free], Handlers.Steward, "free", "anna themself");

    /// <summary>As by two chat accounts, of which only one is known to speak for a side.</summary>
    [Fact]
    public void What_is_known_of_a_person_anywhere_counts() =>
        Told([new("nora", null)], [new("nora", "north"), Free], Handlers.Steward, "free", "nora side");

    [Fact]
    public void Who_is_named_twice_is_asked_once() => Told([Free, Free], [], Handlers.Facilitator, "free", "");

    private static void Told(Candidate[] facilitators, Candidate[] stewards, string role, string who, string passed)
    {
        var chosen = Handlers.Choose(facilitators, stewards, new HashSet<string> { "north", "south" }, new HashSet<string> { "anna", "bo" });
        Assert.Equal((role, who, passed), (chosen.As, string.Join(", ", chosen.Who.Select(c => c.Id)), string.Join(", ", chosen.PassedOver.Select(p => $"{p.Id} {p.Why}"))));
    }
}
