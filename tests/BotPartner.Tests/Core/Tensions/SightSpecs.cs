using System.Text;
using BotPartner.Core.Tensions;
using BotPartner.Tests.House;

namespace BotPartner.Tests.Core.Tensions;

/// <summary>Who sees what of a tension, row by row.</summary>
public sealed class SightSpecs
{
    private static readonly Viewer[] Viewers = Enum.GetValues<Viewer>();
    private static readonly Aspect[] Aspects = Enum.GetValues<Aspect>();

    /// <summary>Each row: who; then by aspect from which stage on (1 to 6; 0 for always, - for never), in the circle of the sides, with the name shown.</summary>
    [Theory]
    [InlineData(Viewer.Raiser, "0 0 0 0 0 0 -")]
    [InlineData(Viewer.Other, "0 0 0 5 0 0 -")]
    [InlineData(Viewer.RaisersFocalPoint, "3 3 3 5 3 - -")]
    [InlineData(Viewer.OthersFocalPoint, "3 3 3 5 3 - -")]
    [InlineData(Viewer.Handler, "4 4 4 5 4 - -")]
    [InlineData(Viewer.Facilitator, "- - - - - - -")]
    [InlineData(Viewer.Steward, "- - - - - - -")]
    [InlineData(Viewer.Committee, "=5 - - =5 - - -")]
    [InlineData(Viewer.Mediator, "=6 - - =6 - - -")]
    [InlineData(Viewer.Anybody, "- - - - - - -")]
    public void Where_only_the_sides_may_know_others_see_what_a_stage_needs(Viewer viewer, string row) => Follows(row, viewer, Circle.Sides, nameHidden: false);

    [Theory]
    [InlineData(Viewer.Other, "0 - 0 5 0 0 -")]
    [InlineData(Viewer.RaisersFocalPoint, "3 3 3 5 3 - -")]
    [InlineData(Viewer.OthersFocalPoint, "3 - 3 5 3 - -")]
    [InlineData(Viewer.Handler, "4 4 4 5 4 - -")]
    [InlineData(Viewer.Facilitator, "0 0 0 5 0 - -")]
    [InlineData(Viewer.Steward, "0 - 0 5 0 - -")]
    [InlineData(Viewer.Committee, "=5 - - =5 - - -")]
    [InlineData(Viewer.Mediator, "=6 - - =6 - - -")]
    [InlineData(Viewer.Anybody, "- - - - - - -")]
    public void A_hidden_name_is_seen_by_who_helps_and_by_nobody_who_would_carry_it_across(Viewer viewer, string row) =>
        Follows(row, viewer, Circle.Stewards, nameHidden: true);

    [Theory]
    [InlineData(Circle.Sides, false, false)]
    [InlineData(Circle.Facilitators, true, false)]
    [InlineData(Circle.Stewards, true, true)]
    public void Facilitators_and_stewards_know_from_the_beginning_only_if_the_raiser_wants_it(Circle circle, bool facilitators, bool stewards) =>
        Assert.All(Enum.GetValues<Stage>(), s => Assert.Equal(
            (facilitators, stewards),
            (Sight.May(Viewer.Facilitator, Aspect.Words, new(circle, false, s)), Sight.May(Viewer.Steward, Aspect.Words, new(circle, false, s)))));

    [Fact]
    public void A_lesson_is_for_all_or_for_nobody() => Assert.All(All(), c => Assert.All(
        Viewers, v => Assert.Equal((false, true), (Sight.May(v, Aspect.Lesson, c), Sight.May(v, Aspect.Lesson, c with { LessonShared = true })))));

    [Fact]
    public void Whoever_sees_anything_of_it_sees_that_it_is_there_and_nobody_outside_does() => Assert.All(All(), c => Assert.All(Viewers, v =>
    {
        var sees = Aspects.Where(a => Sight.May(v, a, c)).ToArray();
        Assert.True(sees.Length == 0 || sees.Contains(Aspect.Course), $"{v} {c}");
        Assert.True(v != Viewer.Anybody || sees.Length == 0, $"{v} {c}");
    }));

    [Fact]
    public void Choosing_a_narrower_circle_or_hiding_the_name_never_shows_more() => Assert.All(All(), c => Assert.All(
        from viewer in Viewers from aspect in Aspects select (viewer, aspect),
        x =>
        {
            var sees = Sight.May(x.viewer, x.aspect, c);
            Assert.True(sees || c.Circle == Circle.Sides || !Sight.May(x.viewer, x.aspect, c with { Circle = c.Circle - 1 }), $"{x} {c}");
            Assert.True(sees || !Sight.May(x.viewer, x.aspect, c with { NameHidden = true }), $"{x} {c}");
        }));

    /// <summary>What people read in the documentation is what the code does.</summary>
    [Fact]
    public void The_table_in_the_documentation_is_this_one()
    {
        var path = Path.Combine(Source.Root, "docs", "who-sees-a-tension.md");
        var stands = File.Exists(path) ? File.ReadAllText(path) : "";
        var table = Table();
        if (stands.Contains(table, StringComparison.Ordinal))
        {
            return;
        }

        const string begin = "<!-- table -->\n";
        var at = stands.IndexOf(begin, StringComparison.Ordinal);
        if (at >= 0 && Environment.GetEnvironmentVariable("CI") is null)
        {
            File.WriteAllText(path, stands[..(at + begin.Length)] + table);
        }

        Assert.Fail("docs/who-sees-a-tension.md was not what the code does; outside CI it is now: look at it, and commit it");
    }

    private static string Table()
    {
        var text = new StringBuilder();
        foreach (var circle in Enum.GetValues<Circle>())
        {
            foreach (var hidden in (bool[])[false, true])
            {
                text.Append($"\n## Known to: {Spaced(circle)}{(hidden ? "; the name is hidden" : "")}\n| | {string.Join(" | ", Aspects.Where(a => a != Aspect.Lesson).Select(a => Spaced(a)))} |\n|{string.Concat(Enumerable.Repeat("---|", Aspects.Length))}\n");
                foreach (var viewer in Viewers)
                {
                    text.Append($"| {Spaced(viewer)} | {string.Join(" | ", Aspects.Where(a => a != Aspect.Lesson).Select(a => Cell(viewer, a, circle, hidden)))} |\n");
                }
            }
        }

        return text.ToString();
    }

    private static string Cell(Viewer viewer, Aspect aspect, Circle circle, bool hidden)
    {
        var stages = Enum.GetValues<Stage>().Where(s => Sight.May(viewer, aspect, new(circle, hidden, s))).Select(s => (int)s + 1).ToArray();
        return stages switch
        {
            [] => "–",
            [1, .., 6] => "yes",
            [var only] => $"at stage {only}",
            [var first, ..] => $"from stage {first}",
        };
    }

    private static string Spaced<T>(T value)
        where T : struct, Enum => string.Concat(value.ToString().Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{(i == 0 ? char.ToLowerInvariant(c) : c)}"));

    private static IEnumerable<Confidence> All() =>
        from circle in Enum.GetValues<Circle>() from hidden in (bool[])[false, true] from stage in Enum.GetValues<Stage>() select new Confidence(circle, hidden, stage);

    private static void Follows(string row, Viewer viewer, Circle circle, bool nameHidden)
    {
        foreach (var (aspect, cell) in Aspects.Zip(row.Split(' ')))
        {
            foreach (var stage in Enum.GetValues<Stage>())
            {
                var number = (int)stage + 1;
                var expected = cell switch { "-" => false, ['=', ..] => number == int.Parse(cell[1..]), _ => number >= int.Parse(cell) };
                Assert.True(expected == Sight.May(viewer, aspect, new(circle, nameHidden, stage)), $"{viewer} {aspect} at {stage}");
            }
        }
    }
}
