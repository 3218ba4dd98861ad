using System.Text.RegularExpressions;

namespace BotPartner.Tests.House;

/// <summary>A pattern's timeout is a race with the clock on the wall: a machine that is busy for a second turns it into a lost request.
/// Patterns are plain enough to need none, and what they read is bounded.</summary>
public sealed partial class PatternRules
{
    [Fact]
    public void No_pattern_races_the_clock() => Assert.All(
        from file in Source.Files("src", "tests")
        from Match pattern in Pattern().Matches(file.Text)
        select (file.Path, pattern.Value),
        p => Assert.Matches("NonBacktracking|Timeout[.]Infinite", p.Value));

    [GeneratedRegex(@"\[GeneratedRegex\([^\n]*", RegexOptions.ExplicitCapture, Timeout.Infinite)]
    private static partial Regex Pattern();
}
