using System.Text;
using System.Text.Json;
using BotPartner.Core;
using BotPartner.Core.Chat;
using BotPartner.Core.Documents;
using BotPartner.Core.Partnerships;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Tests.Core.Documents;

/// <summary>What is written is what was always written, whichever way is faster.</summary>
public class WrittenSpecs
{
    public static TheoryData<string> Moments =>
    [
        "2026-11-22T21:12:44Z", "2026-11-22T21:12:44.5Z", "2026-11-22T21:12:44.569111Z", "2026-11-22T21:12:44.0000001Z", "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.9999999Z", "2024-02-29T23:59:59.1Z",
    ];

    public static TheoryData<string> FinerOrFarther => ["2026-11-22T21:12:44.569111123Z", "2026-11-22T21:12:44.000000001Z", "-0001-06-01T00:00:00Z", "0000-12-31T23:59:59.99Z"];

    [Theory]
    [MemberData(nameof(Moments))]
    [MemberData(nameof(FinerOrFarther))]
    public void A_moment_is_written_and_read_as_its_pattern_says(string text)
    {
        var moment = InstantPattern.ExtendedIso.Parse(text).Value;

        Assert.Equal($"\"{text}\"", Write(moment));
        Assert.Equal(moment, Read($"\"{text}\""));
    }

    [Theory]
    [InlineData("2026-11-22T21:12:44.56911100Z", "2026-11-22T21:12:44.569111Z")] // More zeros than needed.
    [InlineData("2026-11-22T21:12:44\\u005a", "2026-11-22T21:12:44Z")] // The Z escaped.
    public void A_moment_written_otherwise_is_the_same_moment(string written, string means) =>
        Assert.Equal(InstantPattern.ExtendedIso.Parse(means).Value, Read($"\"{written}\""));

    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2026-11-22T21:12:44")]
    [InlineData("2026-11-22T21:12:44+01:00")]
    [InlineData("2026-11-31T21:12:44Z")]
    [InlineData("2026-11-22T25:12:44Z")]
    [InlineData("a day in the year 2026, Z")]
    [InlineData("")]
    public void What_is_no_moment_in_UTC_is_refused(string written) => Assert.ThrowsAny<Exception>(() => Read($"\"{written}\""));

    [Fact]
    public void One_document_after_the_other_is_written_whole_also_after_one_that_could_not_be()
    {
        var small = Kinds.Person.New(new("p", "1"), new PersonRecord(["a"]));
        var large = Kinds.Person.New(new("p", "1"), new PersonRecord([.. Enumerable.Range(0, 20_000).Select(i => $"partnership é {i}")]));
        var expected = Kinds.Person.Write(small).Body.ToArray();

        for (var round = 0; round < 3; round++)
        {
            var entry = Kinds.Person.Write(large);
            Assert.Equal(large.State.Partnerships, new Entry(entry.Key, entry.Kind, entry.Body, null, null, "1") is var read ? Kinds.Person.Read(read).State.Partnerships : []);
            Assert.ThrowsAny<Exception>(() => Kinds.Person.Write(small with { State = new PersonRecord(new Broken()) }));
            Assert.Equal(expected, Kinds.Person.Write(small).Body.ToArray());
        }
    }

    [Fact]
    public void What_is_written_later_changes_nothing_of_what_was_written_before()
    {
        var first = Kinds.Person.Write(Kinds.Person.New(new("p", "1"), new PersonRecord(["first"]))).Body;
        var before = first.ToArray();

        Kinds.Person.Write(Kinds.Person.New(new("p", "2"), new PersonRecord(["other"])));

        Assert.Equal(before, first.ToArray());
    }

    [Theory]
    [InlineData("Europe/Paris")]
    [InlineData("")]
    [InlineData("يوم é 😀")]
    [InlineData("with \"quotes\" and a \\")]
    [InlineData(null)]
    public void A_common_text_is_read_as_it_was_written(string? zone)
    {
        var (first, second) = (ReadAgain(zone), ReadAgain(zone));

        Assert.Equal(zone, first);
        Assert.Equal(zone, second);
        Assert.Equal(zone is "Europe/Paris" or "" or null, ReferenceEquals(first, second));
    }

    [Fact]
    public void Texts_that_share_a_place_are_not_taken_for_each_other() =>
        Assert.All(Enumerable.Range(0, 5000).Concat(Enumerable.Range(0, 5000)), i => Assert.Equal($"zone {i}", ReadAgain($"zone {i}")));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3000)]
    [InlineData(20_000)]
    public void Parts_have_the_hash_of_what_they_say_together(int length)
    {
        string[] parts = ["", new('x', length), "é😀", .. Enumerable.Range(0, length / 10).Select(i => $"{i}"), new('ж', length)];

        Assert.Equal(Key.Hash(string.Concat(parts)), Key.Hash(parts.AsEnumerable()));
    }

    private static string? ReadAgain(string? zone)
    {
        var person = new Person("north", "realm", "bo", "Bo") { TimeZone = zone };
        return JsonSerializer.Deserialize<Person>(JsonSerializer.SerializeToUtf8Bytes(person, Options), Options)!.TimeZone;
    }

    private static string Write(Instant moment) => JsonSerializer.Serialize(moment, Options);

    private static Instant Read(string json) => JsonSerializer.Deserialize<Instant>(Encoding.UTF8.GetBytes(json), Options);

    private static readonly JsonSerializerOptions Options = new(CoreJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Breaks off in the middle.</summary>
    private sealed class Broken : List<string>, IReadOnlyList<string>
    {
        public Broken() => AddRange(["one", "two"]);

        IEnumerator<string> IEnumerable<string>.GetEnumerator()
        {
            yield return this[0];
            throw new InvalidOperationException("broken");
        }
    }
}
