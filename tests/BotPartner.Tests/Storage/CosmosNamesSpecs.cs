using System.Text;
using Escape = BotPartner.Storage.Cosmos.Names;

namespace BotPartner.Tests.Storage;

/// <summary>How partitions and ids are written for a service that forbids some characters and compares by its own rules.</summary>
public sealed class CosmosNamesSpecs
{
    private const string Marks = "/\\?#%+ .:;-_=~!@[]^`{|}'\"&<>azAZ09éß漢🗳\u0000\n\uFFFD";

    [Fact]
    public void Every_name_comes_back_and_keeps_its_place_in_the_order_of_bytes()
    {
        var names = Names().Distinct().ToArray();
        var written = names.Select(Escape.Write).ToArray();
        Assert.Equal(names, written.Select(Escape.Read));
        Assert.Equal(
            names.Order(Comparer<string>.Create((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)))),
            written.Order(StringComparer.Ordinal).Select(Escape.Read));
        Assert.All(written, w => Assert.Matches("^[-:0-9A-Za-z!.=_~]*$", w));
    }

    [Fact]
    public void What_ids_are_mostly_made_of_stays_as_it_is() => Assert.Equal("decision:12:box:3-a", Escape.Write("decision:12:box:3-a"));

    [Fact]
    public void The_longest_name_that_is_allowed_fits() => Assert.InRange(Escape.Write(new string('|', 200)).Length, 1, 1023);

    private static IEnumerable<string> Names()
    {
        var dice = new BotPartner.Sandbox.Wire.Dice(3);
        var marks = Marks.EnumerateRunes().ToArray();
        foreach (var mark in marks)
        {
            yield return mark.ToString();
        }

        for (var i = 0; i < 5000; i++)
        {
            yield return string.Concat(Enumerable.Range(0, 1 + dice.Below(4)).Select(_ => marks[dice.Below(marks.Length)].ToString()));
        }
    }
}
