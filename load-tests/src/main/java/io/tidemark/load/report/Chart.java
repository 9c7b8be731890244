package io.tidemark.load.report;

import java.util.List;
import java.util.Locale;

/// A picture of curves, as SVG without a script.
///
/// @param title  what it shows
/// @param x      what goes to the right, with its unit
/// @param y      what goes up, with its unit
/// @param xLog   whether x grows by factors
/// @param curves at least one
public record Chart(String title, String x, String y, boolean xLog, List<Curve> curves) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 300;
    private static final int LEFT = 70;
    private static final int BOTTOM = 46;
    private static final int TOP = 14;
    private static final int RIGHT = 14;
    private static final List<String> COLOURS = List.of("#0b6e99", "#c2410c", "#4d7c0f", "#7c3aed", "#525252");

    /// Named points, `{x, y}` each, in the order of x.
    ///
    /// @param steps whether a value holds until the next point
    public record Curve(String name, List<double[]> points, boolean steps) {

        public Curve(String name, List<double[]> points) {
            this(name, points, false);
        }
    }

    String svg() {
        double xMin = bound(0, false);
        double xMax = Math.max(bound(0, true), xMin + 1e-9);
        double yMax = Math.max(bound(1, true) * 1.05, 1e-9);
        var svg = new StringBuilder();
        svg.append("<figure><figcaption>").append(Html.text(title)).append("</figcaption><svg viewBox=\"0 0 ").append(WIDTH).append(' ')
                .append(HEIGHT).append("\" role=\"img\" aria-label=\"").append(Html.text(title)).append("\">");
        for (int i = 0; i <= 4; i++) {
            double value = yMax * i / 4;
            double at = y(value, yMax);
            svg.append(String.format(Locale.ROOT, "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" class=\"grid\"/>", LEFT, WIDTH - RIGHT,
                    at, at));
            svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, at + 4,
                    Figures.of(value)));
        }
        for (int i = 0; i <= 5; i++) {
            double value = xLog ? xMin * Math.pow(xMax / xMin, i / 5.0) : xMin + (xMax - xMin) * i / 5;
            svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(value, xMin, xMax),
                    HEIGHT - BOTTOM + 16, Figures.of(value)));
        }
        svg.append("<text x=\"").append((WIDTH + LEFT) / 2).append("\" y=\"").append(HEIGHT - 10).append("\" text-anchor=\"middle\">")
                .append(Html.text(x + " → " + y)).append("</text>");
        for (int i = 0; i < curves.size(); i++)
            curve(svg, curves.get(i), COLOURS.get(i % COLOURS.size()), xMin, xMax, yMax);
        svg.append("</svg><p class=\"key\">");
        for (int i = 0; i < curves.size(); i++)
            svg.append("<span style=\"color:").append(COLOURS.get(i % COLOURS.size())).append("\">■</span> ")
                    .append(Html.text(curves.get(i).name())).append(" &nbsp; ");
        return svg.append("</p></figure>").toString();
    }

    private void curve(StringBuilder svg, Curve curve, String colour, double xMin, double xMax, double yMax) {
        svg.append("<polyline fill=\"none\" stroke=\"").append(colour).append("\" stroke-width=\"1.8\" points=\"");
        double before = Double.NaN;
        for (double[] point : curve.points()) {
            double right = x(point[0], xMin, xMax);
            if (curve.steps() && !Double.isNaN(before)) svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", right, before));
            before = y(point[1], yMax);
            svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", right, before));
        }
        svg.append("\"/>");
    }

    private double bound(int axis, boolean greatest) {
        var all = curves.stream().flatMap(curve -> curve.points().stream()).mapToDouble(point -> point[axis]);
        return greatest ? all.max().orElse(1) : all.min().orElse(0);
    }

    private double x(double value, double min, double max) {
        double share = xLog ? Math.log(value / min) / Math.log(max / min) : (value - min) / (max - min);
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private static double y(double value, double max) {
        return HEIGHT - BOTTOM - value / max * (HEIGHT - BOTTOM - TOP);
    }
}
